// SPDX-License-Identifier: MIT

/// What the words of a `scan_cmd` prove of its output.
///
/// Only what is certain counts: a command with anything that the shell expands proves nothing.
struct ListCommand {
    /// Where the lines of the output come from.
    enum Origin: Equatable {
        /// From a list of this machine's processes, perhaps filtered.
        case processes
        /// From a program that knows services or containers, or from a text: no trace of the visit can be in it.
        case services
        /// From a list of sockets, of which the account may not see all owners.
        case sockets
        /// From anywhere: a script, another machine, a container.
        case other
    }

    let origin: Origin
    /// True for one command alone: how it ended is its own status.
    let isSimple: Bool
    /// The programs with their arguments, as a process list shows them.
    let programs: [[String]]
    /// True if complaints are thrown away.
    let isQuiet: Bool
    /// True if the output leaves out processes by their place in the list, or shows names in a drawing.
    var isCut: Bool { programs.contains(where: Self.cuts) }

    /// True if sockets are listed, perhaps beside processes.
    var listsSockets: Bool { programs.contains { Self.sockets.contains(Self.name($0)) } }

    private static let listers: Set<String> = ["ps", "pgrep", "jps", "pstree", "top"]
    private static let sockets: Set<String> = ["ss", "netstat", "sockstat", "lsof"]
    private static let filters: Set<String> = [
        "grep", "egrep", "fgrep", "awk", "gawk", "mawk", "sed", "cut", "head", "tail", "sort",
        "uniq", "tr", "cat", "column", "wc",
    ]
    /// Programs that print no processes, with the words of which one must follow; none: any.
    private static let services: [String: Set<String>] = [
        "systemctl": ["is-active", "is-failed", "show", "list-units", "status"],
        "service": ["status", "onestatus", "--status-all"], "invoke-rc.d": ["status"],
        "rcctl": ["check"], "s6-svstat": [], "svstat": [],
        "docker": ["ps", "inspect", "container", "compose", "stack", "service"],
        "podman": ["ps", "inspect", "container", "pod"], "nerdctl": ["ps", "inspect"],
        "crictl": ["ps", "pods"], "kubectl": ["get"], "supervisorctl": ["status"],
        "rc-service": ["status"], "rc-status": [], "sv": ["status"], "initctl": ["list", "status"],
        "monit": ["status", "summary"], "pm2": ["list", "ls", "status", "jlist"], "svcs": [],
        "launchctl": ["list", "print"], "curl": [], "wget": [], "echo": [], "printf": [],
        "cat": [],
    ]
    /// Words after which a program of `services` may print processes.
    private static let risks: Set<String> = ["exec", "run", "top", "attach", "logs"]
    /// Commands that print nothing.
    private static let silent: Set<String> = [
        "cd", "export", "unset", "set", "ulimit", "umask", "sleep", "true", ":",
    ]
    /// Programs that run another one, and their options that take a word.
    private static let runners: [String: Set<String>] = [
        "sudo": ["-u", "-g", "-p", "-C", "-h", "-r", "-t"], "doas": ["-u", "-C"], "env": ["-u"],
        "command": [], "nice": ["-n"], "timeout": ["-s", "-k"],
    ]

    /// Reads a command.
    init(_ text: String) {
        guard let script = ShellWords.read(text) else {
            (origin, isSimple, programs, isQuiet) = (.other, false, [], text.contains("2>"))
            return
        }
        programs = script.pipelines.flatMap { $0 }.map(Self.withoutRunner).filter { !$0.isEmpty }
        isQuiet = script.isQuiet
        isSimple = programs.count == 1
        let origins = Set(script.pipelines.compactMap(Self.origin))
        origin = origins.count == 1 ? origins.first ?? .other : .other
    }

    /// Where the output of a pipeline comes from; nil if it only sets variables.
    private static func origin(_ pipeline: [[String]]) -> Origin? {
        let programs = pipeline.map(withoutRunner)
        guard let first = programs.first else { return nil }
        if programs.count == 1, first.isEmpty || silent.contains(name(first)) { return nil }
        guard programs.dropFirst().allSatisfy({ filters.contains(name($0)) }) else { return .other }
        if listers.contains(name(first)) { return .processes }
        if sockets.contains(name(first)) { return .sockets }
        guard let words = serviceName(first).flatMap({ services[$0] }),
            words.isEmpty || !words.isDisjoint(with: first),
            risks.isDisjoint(with: first), !first.contains(where: { $0.contains("/proc") })
        else { return .other }
        return .services
    }

    /// True for a program that knows services or containers.
    static func isService(_ program: [String]) -> Bool { serviceName(program) != nil }

    /// The name of such a program, nil for any other; a script of init is one that `service` runs.
    static func serviceName(_ program: [String]) -> String? {
        let isScript = ["/etc/init.d/", "/etc/rc.d/", "/usr/local/etc/rc.d/"]
            .contains { program.first?.hasPrefix($0) == true }
        if isScript { return "service" }
        return services[name(program)] == nil ? nil : name(program)
    }

    /// True for `pstree`, `head`, `tail`, `sed 5q`, `sed -n 1,5p` and `awk 'NR < 5'`.
    private static func cuts(_ program: [String]) -> Bool {
        switch name(program) {
        case "pstree", "head", "tail": true
        case "sed": program.dropFirst().contains { $0.first?.isNumber == true || $0.first == "$" }
        case "awk", "gawk", "mawk": program.contains { $0.contains("NR") }
        default: false
        }
    }

    /// The program of a command without assignments, and without one that only runs it.
    private static func withoutRunner(_ command: [String]) -> [String] {
        var rest = command.drop(while: isAssignment)
        while let runner = rest.first.map({ name([$0]) }), let options = runners[runner] {
            rest = rest.dropFirst()
            while let word = rest.first, word.hasPrefix("-") || isAssignment(word) {
                rest = rest.dropFirst(options.contains(word) ? 2 : 1)
            }
            // Its time comes first.
            if runner == "timeout" { rest = rest.dropFirst() }
        }
        return Array(rest)
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let sign = word.firstIndex(of: "="), sign != word.startIndex else { return false }
        return word[..<sign].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// The name of a program without its folder.
    private static func name(_ command: [String]) -> String {
        command.first?.split(separator: "/").last.map(String.init) ?? ""
    }
}
