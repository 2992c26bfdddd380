// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonSystem
import PmonText

/// All that is wrong with a configuration, whichever tool it concerns: what `--check-config` of any tool says.
struct ConfigurationCheck {
    /// Errors in the order of their lines, each once and, where it concerns a setting, with its place.
    private(set) var problems: [String]
    /// Warnings that reading alone does not give.
    private(set) var warnings: [String] = []
    /// That of the first error.
    private(set) var status: ExitStatus

    private let configuration: Configuration
    private let places: SettingPlaces

    /// Looks at a configuration as this tool does, and then as the tools beside it do.
    init(_ configuration: Configuration, by work: any ToolWork) {
        self.configuration = configuration
        problems = configuration.faults
        status = problems.isEmpty ? .success : .configuration
        places = SettingPlaces(configuration.file)
        var missing: [String] = []
        look { () throws(ToolError) in
            let names = try FileNames(configuration, work.files)
            missing = names.missingFolders
            try names.expectDifferent()
        }
        warnings = missing.map(places.placed) + work.warnings(configuration)
        look { () throws(ToolError) in try work.check(configuration) }
        if let file = configuration.file, getenv(Self.aloneName) == nil { askOthers(file) }
        problems = places.sorted(problems)
    }

    private mutating func look(_ step: () throws(ToolError) -> Void) {
        do throws(ToolError) {
            try step()
        } catch {
            for line in error.message.split(separator: "\n") { add(String(line), error.status) }
        }
    }

    /// What a tool misses may stand where the file is malformed, but what has a line of its own is wrong all the same.
    private mutating func add(_ text: String, _ status: ExitStatus) {
        let text = places.placed(text)
        guard !problems.contains(where: { Self.shown($0) == Self.shown(text) }),
            !configuration.isUnusable || places.isPlaced(text)
        else { return }
        if self.status == .success { self.status = status }
        problems.append(text)
    }

    /// Tools that are not there say nothing: none needs another one.
    private mutating func askOthers(_ file: String) {
        guard let own = realpath("/proc/self/exe", nil) else { return }
        defer { free(own) }
        let path = FilePaths.text(of: own)
        for tool in Self.tools {
            let program = "\(FilePaths.folder(of: path))/\(tool)"
            guard program != path, access(program.pathBytes, X_OK) == 0 else { continue }
            guard let answer = ToolAnswer([program, "--conf", file, "--check-config"]) else {
                continue
            }
            for line in answer.errors.split(separator: "\n").map(String.init) {
                if let text = line.removingPrefix("\(tool): error: ") {
                    add(text, answer.status)
                } else if let text = line.removingPrefix("\(tool): warn: "),
                    !(configuration.warnings + warnings).contains(where: { Self.shown($0) == text })
                {
                    warnings.append(text)
                }
            }
        }
    }

    /// As a line of stderr shows a text.
    private static func shown(_ text: String) -> String { text.pathText.onOneLine }

    /// The variable that keeps a tool from asking the others; scripts set it where only a run's own tools count.
    static let aloneName = "PMON_CHECK_ALONE"
    private static let tools = ["pmon-probe", "pmon-ssh", "pmon-store", "pmon-mail", "pmon-serve"]
}

/// What another tool says of a configuration.
private struct ToolAnswer {
    let errors: String
    let status: ExitStatus

    /// Runs the tool to its end; nil if it cannot be run.
    init?(_ arguments: [String]) {
        guard let pipe = try? PipeEnds() else { return nil }
        let alone = [(name: ConfigurationCheck.aloneName, value: "1" as String?)]
        guard
            let program = try? ChildProgram(
                arguments,
                environment: ChildProgram.environment(alone),
                streams: [(0, nil), (1, nil), (2, pipe.write)]
            )
        else { return nil }
        pipe.closeWrite()
        var bytes: [UInt8] = []
        // It waits until the program has closed its end.
        _ = pipe.drain { bytes.append(contentsOf: $0) }
        guard case .exited(let code) = program.wait() else { return nil }
        errors = String(decoding: bytes, as: UTF8.self)
        status = ExitStatus(rawValue: code) ?? .configuration
    }
}
