// SPDX-License-Identifier: MIT

/// The output of a program that knows services: its lines say together what one of them alone may not.
struct ServiceReport {
    private let program: [String]
    private let name: String
    private let lines: [String]
    /// How the program ended, if that says whether the service runs: 0 if so, 1 to 3 if not.
    ///
    /// Linux Standard Base Core 5.0, section 22.2; systemctl(1).
    private let status: Int?

    /// A report of what a command printed: its first lines, and how it ended.
    init(_ command: ListCommand, lines: [String], status: Int?) {
        let programs = command.programs.filter(ListCommand.isService)
        // `cat` may only pass on what another one prints.
        program = programs.last { ListCommand.serviceName($0) != "cat" } ?? programs.last ?? []
        name = ListCommand.serviceName(program) ?? ""
        self.lines = lines
        self.status = command.isSimple && Self.tells(name, program) ? status : nil
    }

    /// True for a program whose exit status says whether the one service that it is asked about runs.
    private static func tells(_ name: String, _ program: [String]) -> Bool {
        switch name {
        case "systemctl":
            program.filter { !$0.hasPrefix("-") }.count == 3
                && !["is-active", "status"].allSatisfy { !program.contains($0) }
        case "service", "rc-service", "invoke-rc.d": !program.contains("--status-all")
        case "rcctl": true
        default: false
        }
    }

    /// True if the program says by its status that the service runs.
    var isRunning: Bool { status == 0 }

    /// What a line says; nil for one of a process or of a log.
    func state(of line: String, marker: String) -> ServiceState? {
        if name == "systemctl" { return unitState(of: line, marker) }
        if let status, status <= 3 { return status == 0 ? .running : .stopped }
        let own = ServiceState(line, program: name, marker: marker)
        switch name {
        case "docker", "podman", "nerdctl":
            return Self.agreed(lines.compactMap(Self.isInspected)) ?? own
        case "launchctl": return jobState ?? own
        case "monit" where own == .unclear:
            let states = lines.filter { $0.hasPrefix("status ") }
                .map { ServiceState($0, program: name, marker: marker) }
            return Self.agreed(states) ?? own
        default: return own
        }
    }

    /// The state that all say; nil if there is none.
    private static func agreed(_ states: [ServiceState]) -> ServiceState? {
        guard let first = states.first else { return nil }
        return states.allSatisfy { $0 == first } ? first : .unclear
    }

    /// What a line of a container's description says; nil for any other.
    private static func isInspected(_ line: String) -> ServiceState? {
        guard line.hasPrefix("\"Running\": ") else { return nil }
        return line.contains("true") ? .running : .stopped
    }

    /// What `launchctl list LABEL` and `launchctl print` say; nil for a table of jobs.
    private var jobState: ServiceState? {
        if lines.contains(where: { $0.hasPrefix("state = ") }) {
            return lines.contains("state = running") ? .running : .stopped
        }
        guard lines.contains(where: { $0.hasPrefix("\"Label\" = ") }) else { return nil }
        return lines.contains { $0.hasPrefix("\"PID\" = ") } ? .running : .stopped
    }

    private func unitState(of line: String, _ marker: String) -> ServiceState? {
        if program.contains("is-active") || program.contains("is-failed") {
            // Each line is of one unit, and none says of which.
            let states = (lines + [line]).map {
                ServiceState(unit: $0, String?.none, marker: marker)
            }
            return Self.agreed(states) ?? .unclear
        }
        if let own = Self.ownState(line, marker) { return own }
        let states = lines.compactMap { Self.described($0, marker) } + subStates
        let state =
            Self.agreed(states) ?? ((1...3).contains(status ?? 0) ? .stopped : .unclear)
        guard program.contains("status"), state == .running else { return state }
        return Self.isHead(line) ? state : nil
    }

    /// The state in a line of `list-units`, and in a line that names nothing else.
    private static func ownState(_ line: String, _ marker: String) -> ServiceState? {
        if let state = described(line, marker) { return state }
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(where: loaded.contains), index + 2 < words.count,
            index < 3
        else { return nil }
        return ServiceState(unit: words[index + 1], words[index + 2], marker: marker)
    }

    /// States of a unit's file that `systemctl` shows before its own.
    private static let loaded: Set<Substring> = [
        "loaded", "not-found", "masked", "error", "bad-setting",
    ]

    /// The state in a line `Active: active (running) since …` or `ActiveState=active`; nil for any other.
    private static func described(_ line: String, _ marker: String) -> ServiceState? {
        let words = line.split { " =()".contains($0) }
        guard words.count > 1 else { return nil }
        switch words[0] {
        case "Active:":
            return ServiceState(unit: words[1], words.count > 2 ? words[2] : nil, marker: marker)
        case "ActiveState": return ServiceState(unit: words[1], String?.none, marker: marker)
        default: return nil
        }
    }

    /// The states within those of units: `SubState=dead`.
    private var subStates: [ServiceState] {
        lines.compactMap { line in
            guard line.hasPrefix("SubState=") else { return nil }
            return switch line.dropFirst(9) {
            case "running", "listening", "waiting", "mounted", "active": .running
            case "dead", "failed", "auto-restart": .stopped
            default: .unclear
            }
        }
    }

    /// True for a line of `systemctl status` about the unit itself, above its processes and its log.
    private static func isHead(_ line: String) -> Bool {
        let text = line.drop { $0 == " " }
        if let first = text.first, "●○×↻*".contains(first) { return true }
        return ["Loaded:", "Active:", "Main PID:", "Docs:", "Drop-In:", "Status:", "TriggeredBy:"]
            .contains { text.hasPrefix($0) }
    }
}
