// SPDX-License-Identifier: MIT

/// What a machine says of the processes in its lists: which are pmon's own, and which still exist.
struct ProcessView: Sendable {
    /// What a process in a list is.
    enum Kind: Equatable {
        case running
        /// Belongs to a visit of pmon, or to an SSH server's connection.
        case own
        /// Has ended, and its parent has not noticed (state Z).
        case ended
        /// Has ended since the list was made.
        case gone
        /// May have begun because of the visit.
        case unclear
    }

    /// Arguments of the shell of a visit, by which others know it.
    static let sign = "/bin/sh -s pmon-visit"
    /// A login takes no longer, in hundredths of a second: the server's LoginGraceTime.
    ///
    /// A connection that is older serves somebody else as well.
    private static let longestLogin = 120 * 100
    /// The time by which the visit's beginning may be wrong if not all of the server's processes can be seen.
    private static let tolerance = 5 * 100

    /// True if processes of other users are not shown, as with `hidepid` on Linux.
    private(set) var isHidden = false
    /// True once all processes were seen, the visit's shell among them.
    private(set) var isComplete = false
    /// The shell of the visit.
    private(set) var shell: Int?
    /// User and arguments of each process, where they were asked for.
    private(set) var arguments = ArgumentTable()
    /// The processes by their numbers.
    private(set) var processes = ProcessTable()
    /// Processes that belong to a visit.
    private(set) var own: Set<Int> = []

    /// False if the SSH server's processes could not be followed.
    private var knowsServer = true
    /// The processes of a section that has not come to its end.
    private var incoming = ProcessTable()
    /// True if that section did not break off before its last line.
    private var isWhole = false
    /// True if the processes come from the list itself, which knows ages in seconds.
    private var isOfList = false
    /// True if the group above the shell's is the server's, where the shell does not lead a group.
    private var hasLoginShell = false
    /// Shells of visits, this one's or others'.
    private var visits: Set<Int> = []
    /// When the visit's connection began.
    private var beginning = Int.min
    /// The process with which it began.
    private var opener: Int?
    /// The newest process, when the list was made.
    private var last: Int?

    /// Takes process ids of the visit; the shell and its watchdog follow the word `shell`.
    mutating func takeOwn(_ text: String) {
        let words = text.split(separator: " ")
        let numbers = words.compactMap { Int($0) }
        own.formUnion(numbers)
        if words.contains("?") { knowsServer = false }
        if words.contains("above") { hasLoginShell = true }
        if words.first == "shell", let first = numbers.first { shell = first }
    }

    /// Takes the shell of a visit, found by its `sign`.
    mutating func takeVisit(_ process: Int) { visits.insert(process) }

    /// Takes a line of the section: `hidden`, or one of those that `ProcessScript.view` names.
    ///
    /// The kernel's files are read one after the other, and those of the reader itself last.
    mutating func take(_ line: String) {
        if line == "hidden" {
            isHidden = true
        } else if line.hasPrefix("/proc/loadavg:") {
            last = line.split(separator: " ").last.flatMap { Int($0) }
        } else if line.hasPrefix("/proc/self/") {
            isWhole = true
        } else if let process = RunningProcess(stat: line) {
            incoming.add(process)
        } else if let process = RunningProcess(list: line) {
            incoming.add(process)
            isWhole = true
        }
    }

    /// Takes the processes of a list that shows them all, with their ancestors.
    mutating func take(_ table: ProcessTable) {
        incoming = table
        (isWhole, isOfList) = (true, true)
    }

    /// Takes a line `PID USER ARGUMENTS`, and keeps that much of it.
    mutating func takeArguments(_ line: [UInt8], keeping extent: ArgumentTable.Extent = .all) {
        let number = arguments.add(line, keeping: extent)
        if let number, MarkerFilter.contains(line, Array(Self.sign.utf8)) { visits.insert(number) }
    }

    /// Lets go of the processes, which are those of one moment, but for the visit's own.
    mutating func forget() {
        isComplete = false
        arguments = ArgumentTable()
        processes = ProcessTable()
    }

    /// Finds the processes of all visits once the section has come to its end.
    mutating func finish() {
        var table = ProcessTable()
        swap(&table, &incoming)
        table.sort()
        defer { isWhole = false }
        guard isWhole, let shell, let start = table[shell]?.start else { return }
        isComplete = true
        processes = table
        let connections = processes.all.filter(\.isServer).map(\.parent)
        let shared = Set(
            Dictionary(grouping: connections) { $0 }.filter { $0.value.count > 1 }.keys
        )
        own.formUnion(connection(of: shell, shared: shared))
        if isOfList, !isServerKnown(of: shell) { knowsServer = false }
        // The connections of other visits say nothing of the time when this one began.
        let servers = own.compactMap { processes[$0] }.filter(\.isServer)
        beginning = min(servers.map(\.start).min() ?? start, start)
        let first = servers.filter { $0.start == beginning }
        opener =
            first.first { server in !first.contains { $0.number == server.parent } }?.number
            ?? shell
        if start - beginning > Self.longestLogin { (beginning, opener) = (start, shell) }
        for visit in visits {
            own.formUnion(connection(of: visit, shared: shared))
        }
        if !knowsServer { (beginning, opener) = (beginning - Self.tolerance, nil) }
        // `(sd-pam)` is the child of the manager that systemd starts for a user with the first login.
        let managers = processes.all.filter { $0.name == "(sd-pam)" }.map(\.parent)
        var roots = visits.union([shell])
        roots.formUnion(managers.filter { processes[$0].map(isYoung) ?? false })
        own.formUnion(family(of: roots))
    }

    /// The server's processes for the connection of a shell.
    ///
    /// They are those of its process group, and of the group above unless the server shares the shell's. The server itself
    /// is in another group, but a process that it has just started may have been read before it left that group; so a
    /// process that serves several connections is left out.
    private func connection(of shell: Int, shared: Set<Int>) -> Set<Int> {
        guard let start = processes[shell] else { return [] }
        var found: Set<Int> = [shell]
        var next = start.parent
        func climb(_ group: Int?) {
            while let process = processes[next], process.group == group, next > 1,
                !shared.contains(next), found.insert(next).inserted
            {
                next = process.parent
            }
        }
        climb(start.group)
        if start.group == shell || hasLoginShell && shell == self.shell {
            climb(processes[next]?.group)
        }
        return found
    }

    /// True if what has started the shell, or the group of its login shell, can be seen.
    private func isServerKnown(of shell: Int) -> Bool {
        guard let start = processes[shell] else { return false }
        var next = start.parent
        var steps = 0
        while let process = processes[next], process.group == start.group, steps < 64 {
            (next, steps) = (process.parent, steps + 1)
        }
        return processes[next] != nil
    }

    /// Processes with their children, and theirs.
    private func family(of roots: Set<Int>) -> Set<Int> {
        let children = Dictionary(grouping: processes.all, by: \.parent)
        var found = roots
        var next = Array(roots)
        while let parent = next.popLast() {
            for child in children[parent] ?? [] where found.insert(child.number).inserted {
                next.append(child.number)
            }
        }
        return found
    }

    /// What the process of that number is.
    func kind(of number: Int) -> Kind {
        if own.contains(number) { return .own }
        guard isComplete else { return .unclear }
        guard let process = processes[number] else { return isHidden ? .unclear : .gone }
        if process.hasEnded { return .ended }
        if process.isTool { return .own }
        if process.isServer, processes[process.parent]?.isServer == true { return .own }
        return isYoung(process) && !comesFromElsewhere(process) ? .unclear : .running
    }

    /// True for the line or the arguments of an SSH server's part for a connection, which says so in its title.
    ///
    /// It goes on where its server has ended or was started anew, and then it is nobody's child.
    func isConnection(_ number: Int, _ text: String) -> Bool {
        guard processes[number]?.isServer == true else { return false }
        return ["sshd: ", "sshd-session: ", "sshd-auth: "].contains { title in
            // That of the server goes on with its path.
            text.firstRange(of: title).map { text[$0.upperBound...].first != "/" } ?? false
        }
    }

    /// True if the number is known here, so that it can be a process.
    func knows(_ process: Int) -> Bool {
        own.contains(process) || processes[process] != nil || isNew(process)
    }

    /// Processes that are not pmon's and have a marker in their user's name, their own or their arguments.
    func holders(of filter: MarkerFilter) -> [Int] {
        arguments.all.filter { process in
            let kind = kind(of: process.number)
            guard kind == .running || kind == .unclear, !LineSorter.isCompanion(process.text),
                !isConnection(process.number, process.text)
            else { return false }
            return filter.holds(process.text) || filter.holds(process.user)
                || processes[process.number].map { filter.holds($0.name) } ?? false
        }.map(\.number).sorted()
    }

    /// True if the process began after the connection.
    ///
    /// Where ages are known in seconds alone, numbers say which of two processes of one second is the older one.
    private func isYoung(_ process: RunningProcess) -> Bool {
        guard process.start >= beginning else { return false }
        guard isOfList, process.start == beginning, let opener, last != nil else { return true }
        return process.number == opener || isNew(process.number, after: opener)
    }

    /// True if an older program has started it: neither the system's first process, which also starts what belongs to a
    /// login, nor an SSH server.
    private func comesFromElsewhere(_ process: RunningProcess) -> Bool {
        var next = process
        for _ in 0..<64 {
            guard let parent = processes[next.parent], !own.contains(parent.number) else {
                return false
            }
            if !isYoung(parent) {
                return parent.number > 1 && !parent.isServer && !parent.name.contains("systemd")
                    && !parent.name.contains("dbus")
            }
            next = parent
        }
        return false
    }

    /// True if the number was given to a process after the visit's shell; numbers start again once they are used up.
    func isNew(_ process: Int) -> Bool {
        guard isComplete, let shell else { return false }
        return isNew(process, after: shell)
    }

    /// True if the number was given to a process after another one.
    private func isNew(_ process: Int, after other: Int) -> Bool {
        guard let last else { return false }
        return other <= last
            ? process > other && process <= last : process > other || process <= last
    }
}
