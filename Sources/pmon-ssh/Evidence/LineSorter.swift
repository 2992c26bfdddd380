// SPDX-License-Identifier: MIT

/// Decides for lines of one process list what their processes are.
struct LineSorter {
    /// What a line is.
    enum Verdict: Equatable {
        case running
        case own
        case ended
        /// A program that knows services says that it does not run.
        case stopped
        /// Nothing of these is certain, with the reason.
        case unclear(String)
    }

    /// What systemd starts for a user who logs in.
    private static let companions = [
        "systemd --user", "(sd-pam)", "dbus-daemon --session", "dbus-broker",
    ]

    /// True for the line of such a process.
    static func isCompanion(_ text: String) -> Bool { companions.contains { text.contains($0) } }

    private let filter: MarkerFilter
    private let list: ScanResult
    private let command: ListCommand
    private let view: ProcessView
    private let layout: ProcessLayout?
    /// What a program that knows services says; nil for any other command.
    private let report: ServiceReport?
    /// True if the list shows processes of this machine by their numbers, for certain.
    private let isLocal: Bool
    /// Processes that are not pmon's, and hold the marker.
    private let holders: [Int]
    /// What lines without a process id may be tied to.
    private let candidates: [Candidate]
    /// Candidates by what a list of names shows of them: the name, perhaps after the user's.
    private var names: [String: [Int]] = [:]
    /// Names of processes that have ended, by what such a list shows of them.
    private var endedNames: [String: String] = [:]

    /// A process that runs, or one of a visit.
    private struct Candidate {
        let number: Int
        let text: String
        /// The beginning of the text, which a line must hold: it is looked for in each line.
        let beginning: [UInt8]
        let isOwn: Bool
    }

    /// A sorter of the lines that a filter has kept.
    init(_ filter: MarkerFilter, of list: ScanResult, _ command: ListCommand, _ view: ProcessView) {
        self.filter = filter
        self.list = list
        self.command = command
        self.view = view
        layout = list.layout ?? ProcessLayout(of: filter.lines, in: view)
        isLocal =
            list.isOfMachine(view) || list.layout != nil && command.origin == .processes
        report =
            command.origin == .services
            ? ServiceReport(command, lines: list.samples, status: list.errors.status) : nil
        holders = view.holders(of: filter)
        candidates =
            isLocal
            ? []
            : view.arguments.all.compactMap { process in
                let kind = view.kind(of: process.number)
                guard kind == .running || kind == .own else { return nil }
                return Candidate(
                    number: process.number,
                    text: process.text,
                    beginning: Array(process.text.prefix(LineText.telling).utf8),
                    isOwn: kind == .own || view.isConnection(process.number, process.text)
                )
            }
        for (index, candidate) in candidates.enumerated() {
            guard let name = view.processes[candidate.number]?.name else { continue }
            names[name, default: []].append(index)
            let user = view.arguments[candidate.number]?.user ?? ""
            names["\(user) \(name)", default: []].append(index)
        }
        guard !isLocal else { return }
        for process in view.processes.all where process.hasEnded {
            let user = view.arguments[process.number]?.user ?? ""
            for shown in [process.name, "[\(process.name)]", "(\(process.name))"] {
                endedNames[shown] = process.name
                endedNames["\(user) \(shown)"] = process.name
            }
        }
    }

    /// What the process of a line is.
    func verdict(on line: String) -> Verdict {
        switch report?.state(of: line, marker: filter.text) {
        case .running: return .running
        case .stopped: return .stopped
        case .unclear: return .unclear(Self.betweenReason)
        case nil: break
        }
        let text = LineText.single(line)
        if text.contains(ProcessView.sign) { return .own }
        guard let layout, let number = layout.process(in: line), !list.isForeign(command, view),
            isLocal || fits(text, number)
        else { return verdict(onUntied: text) }
        let kind = view.kind(of: number)
        if kind != .own, kind != .ended, Self.isCompanion(text) {
            return companion
        }
        if kind != .own, kind == .ended || layout.hasEnded(line) {
            return verdict(onEnded: view.processes[number]?.name ?? "")
        }
        switch kind {
        case .running: return view.isConnection(number, text) ? .own : .running
        case .own, .ended: return .own
        case .gone:
            let isOwn = isOfCommand(text) || isAlone(number) || isOfOtherVisit(line)
            return isOwn ? .own : .unclear(Self.goneReason)
        case .unclear: return .unclear(Self.youngReason)
        }
    }

    private static let goneReason = "the only processes found ended while pmon looked at them"
    private static let youngReason = "the only processes found may have begun with pmon's visit"
    private static let betweenReason =
        "the only lines found are of what starts or stops, or do not say whether it runs"
    private static let untiedReason =
        "the only lines found may be pmon's own, and show no process id that says otherwise"

    /// A process in state Z; what is left of an earlier visit carries the account's name alone.
    private func verdict(onEnded name: some StringProtocol) -> Verdict {
        RunningProcess.isOfVisits(String(name)) && !filter.holds(String(name)) ? .own : .ended
    }

    /// A line of what a login brings along: no service, unless it is looked for.
    private var companion: Verdict {
        Self.companions.contains(where: filter.holds)
            ? .unclear("the only processes found may be those of a login") : .own
    }

    /// True if the process of that number can be the line's.
    private func fits(_ text: String, _ number: Int) -> Bool {
        guard let process = view.processes[number] else {
            return command.origin == .processes || view.isNew(number)
        }
        let rest = text.firstRange(of: "\(number) ").map { String(text[$0.upperBound...]) } ?? ""
        let arguments = view.arguments[number]
        if LineText.fits(text, after: rest, arguments?.text ?? "") { return true }
        if command.origin == .processes, LineText.endsWith(rest, process.name) { return true }
        return rest == process.name || rest == "\(arguments?.user ?? "") \(process.name)"
    }

    /// A line without a process id, or with one that means something else.
    private func verdict(onUntied text: String) -> Verdict {
        if text.hasSuffix("<defunct>") {
            return verdict(onEnded: text.split { "[] ".contains($0) }.dropLast().last ?? "")
        }
        if Self.isCompanion(text) { return companion }
        let sockets = SocketOwners(of: text, in: view)
        if let verdict = verdict(on: sockets, text) { return verdict }
        let found = matches(text)
        if found.isEmpty, let name = endedNames[text] { return verdict(onEnded: name) }
        let isLikeOwn = isOfCommand(text) || found.contains(where: \.isOwn)
        let isTied = found.contains {
            !$0.isOwn && (!isLikeOwn || holders.contains($0.number))
        }
        if isTied { return .running }
        let isOwn = isLikeOwn && command.origin == .processes && holders.isEmpty
        return isOwn ? .own : .unclear(Self.untiedReason)
    }

    /// A line that names processes with their numbers, or of a socket that listens, which no visit opens; nil for any other.
    private func verdict(on owners: SocketOwners, _ text: String) -> Verdict? {
        guard !owners.processes.isEmpty else {
            return command.origin == .sockets && owners.isListening && !owners.areShown
                ? .running : nil
        }
        func runs(_ process: RunningProcess) -> Bool {
            view.kind(of: process.number) == .running
                && !view.isConnection(process.number, view.arguments[process.number]?.text ?? "")
        }
        if owners.processes.allSatisfy(runs) { return .running }
        let holds = owners.processes.contains { holders.contains($0.number) && runs($0) }
        return holds ? .running : nil
    }

    /// The processes with whose arguments a line ends, or whose name it is.
    private func matches(_ text: String) -> [Candidate] {
        let bytes = Array(text.utf8)
        return (names[text] ?? []).map { candidates[$0] }
            + candidates.filter {
                MarkerFilter.contains(bytes, $0.beginning) && LineText.ends(text, with: $0.text)
            }
    }

    /// True if a line can be that of a program that the command runs.
    private func isOfCommand(_ text: String) -> Bool {
        command.programs.contains { program in
            // `egrep` runs as `grep -E`.
            let name = program.first?.split(separator: "/").last.map(String.init) ?? ""
            let arguments = program.dropFirst().joined(separator: " ")
            return LineText.ends(text, with: LineText.single(program.joined(separator: " ")))
                || LineText.ends(text, with: LineText.single("\(name) \(arguments)"))
                || LineText.endsWith(text, name)
                || ["egrep", "fgrep"].contains(name)
                    && ["-E", "-F"].contains {
                        LineText.ends(text, with: LineText.single("grep \($0) \(arguments)"))
                    }
        }
    }

    /// True if a line has the marker in its user's name alone, and runs a program that visits run as well, or is the part
    /// of an SSH server for a connection.
    private func isOfOtherVisit(_ line: String) -> Bool {
        guard let command = layout?.command(in: line) else { return false }
        if ["sshd: ", "sshd-session: "].contains(where: command.hasPrefix) { return true }
        let program = command.prefix { $0 != " " }.split(separator: "/").last ?? ""
        return RunningProcess.isOfVisits(String(program)) && !filter.holds(String(command))
    }

    /// True if nothing but pmon held the marker once the list had been made, and the process was one of this machine.
    private func isAlone(_ number: Int) -> Bool {
        !view.arguments.isEmpty && holders.isEmpty
            && (isLocal || command.origin == .processes || view.isNew(number))
    }
}
