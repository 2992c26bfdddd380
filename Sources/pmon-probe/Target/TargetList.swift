// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonSystem

/// The targets of a scan that are known before it begins.
struct TargetList {
    /// What is probed, in the order of the configuration or of the arguments.
    let targets: [ProbeTarget]
    /// True if more come from stdin.
    let readsInput: Bool
    /// The patterns of `--only`.
    let filter: TargetFilter
    /// Patterns of `--only` that select no target of `[urls]`, as sentences.
    let warnings: [String]
    /// Targets as `--list` prints them.
    private let listed: [Target]

    /// The addresses given, else those of the configuration.
    ///
    /// Throws 64 if `--only` is wrong or names a key that is not there, 66 if there are no targets.
    init(options: ProbeOptions, configuration: Configuration) throws(ToolError) {
        filter = try TargetFilter(options.only)
        readsInput = options.addresses.contains("-")
        let given = options.addresses.filter { $0 != "-" }
            .map { Target(key: "", address: $0) }
        let candidates =
            options.addresses.isEmpty ? configuration.targets.filter { !$0.isSSH } : given
        listed = candidates.filter(filter.accepts)
        warnings =
            options.addresses.isEmpty ? try filter.unmatched(among: configuration.targets) : []
        guard !listed.isEmpty || readsInput else {
            throw Self.nothing(configuration, options, warnings)
        }
        var targets: [ProbeTarget] = []
        targets.reserveCapacity(listed.count)
        let planner = CheckPlanner(configuration)
        let permit = options.addresses.isEmpty ? .all : options.permit
        for target in listed {
            targets.append(ProbeTarget(target, planner: planner, permit: permit))
        }
        self.targets = targets
    }

    /// The faults of the targets, each once.
    var faults: [String] { Self.faults(of: targets) }

    private static func faults(of targets: [ProbeTarget]) -> [String] {
        var seen = Set<String>()
        return targets.flatMap(\.allFaults).filter { seen.insert($0).inserted }
    }

    /// Checks the addresses and the settings of all targets, and what the certificates and keys hold that they name.
    ///
    /// Throws 78 with all that cannot be used, one a line.
    static func check(_ configuration: Configuration) throws(ToolError) {
        let planner = CheckPlanner(configuration)
        var lines = planner.trustFault.map { [$0] } ?? []
        lines += faults(
            of: configuration.targets.filter { !$0.isSSH }.map { ProbeTarget($0, planner: planner) }
        ).filter { !lines.contains($0) }
        guard !lines.isEmpty else { return }
        throw ToolError(.configuration, lines.joined(separator: "\n"))
    }

    private static func nothing(
        _ configuration: Configuration,
        _ options: ProbeOptions,
        _ warnings: [String]
    ) -> ToolError {
        let place = configuration.file ?? "no configuration file"
        let cause =
            options.only.isEmpty
            ? "no address in [urls] that pmon-probe checks"
            : warnings.first ?? "no address that pmon-probe checks matches --only"
        return ToolError(.noInput, "nothing to probe: \(place): \(cause)")
    }

    /// Prints the targets: a target object a line that `-` reads back.
    func write() throws(ToolError) -> ExitStatus {
        let writer = LineWriter()
        for target in listed {
            try writer.write(line: JSONWriter.bytes(.object(target.listed)))
        }
        try writer.flush()
        return .success
    }
}
