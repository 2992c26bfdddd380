// SPDX-License-Identifier: MIT

/// What a line of a program that knows services or containers says of one of them.
enum ServiceState: Equatable, Sendable {
    case running
    case stopped
    /// Starts or stops, or the line does not say.
    case unclear

    /// Words that hold the name of the opposite state.
    private static let denials = [
        "inactive", "deactivating", "unhealthy", "unavailable", "unreachable", "not running",
        "not started",
        "not active", "not ready", "notready", "not monitored",
    ]

    /// The state in a line of that program, by the words that it has for states.
    ///
    /// A word that the marker holds says what is looked for.
    init(_ line: String, program: String, marker: String) {
        let words = line.split { " \t[]()|│,;\"'".contains($0) }.map(String.init)
        if ["curl", "wget", "cat", "echo", "printf"].contains(program) {
            self = .running
        } else if let known = ServiceWords(program).state(line, words, marker) {
            self = known
        } else {
            let marker = marker.lowercased()
            let rest = Self.denials.filter { !marker.contains($0) }
                .reduce(line.lowercased()) { $0.replacing($1, with: "") }
            self = rest.contains(marker) ? .running : .stopped
        }
    }

    /// The state of a unit in the words of systemd: `active` and `running`.
    ///
    /// Of a unit that is `active` and has `exited` nothing runs, and yet all may be well.
    init(unit active: some StringProtocol, _ sub: (some StringProtocol)?, marker: String = "") {
        let isWanted = marker.split { " =()".contains($0) }.contains { $0 == active }
        switch active {
        case _ where isWanted && active != "active": self = .running
        case "active", "reloading", "refreshing":
            self = sub == "exited" && !marker.contains("exited") ? .unclear : .running
        case "inactive", "failed", "maintenance": self = .stopped
        case "activating": self = sub?.hasPrefix("auto-restart") == true ? .stopped : .unclear
        default: self = .unclear
        }
    }
}
