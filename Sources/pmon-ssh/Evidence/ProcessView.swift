// SPDX-License-Identifier: MIT

/// What a machine says of the processes in its lists: which are pmon's own, and which still exist.
struct ProcessView: Sendable {
    /// What a process in a list is.
    enum Kind: Equatable {
        case running
        /// Belongs to the visit itself.
        case own
        /// Has ended, and its parent has not noticed (state Z).
        case ended
        /// May belong to the visit itself.
        case unclear
    }

    /// True if processes of other users are not shown, as with `hidepid` on Linux.
    private(set) var isHidden = false
    /// True once the list of processes was seen to its end.
    var isComplete = false
    /// False if the SSH server's processes could not be followed.
    private(set) var knowsServer = true

    private var shell: Int?
    private var watchdog: Int?
    private var own: Set<Int> = []
    private var alive: Set<Int> = []
    private var zombies: Set<Int> = []
    /// The newest process, when the list was made.
    private var last: Int?
    /// Parents and groups, where the machine has no `/proc`.
    private var parents: [Int: (parent: Int, group: Int)] = [:]

    /// Knows no process, so that all of them run.
    static let elsewhere = {
        var view = ProcessView()
        view.isComplete = true
        view.isElsewhere = true
        return view
    }()

    private var isElsewhere = false

    /// Takes process ids of the visit; the shell and its watchdog follow the word `shell`.
    mutating func takeOwn(_ text: String) {
        let words = text.split(separator: " ")
        let numbers = words.compactMap { Int($0) }
        own.formUnion(numbers)
        if words.contains("?") { knowsServer = false }
        if words.first == "shell", numbers.count >= 2 {
            shell = numbers[0]
            watchdog = numbers[1]
        }
    }

    /// Takes a line of the section: `hidden`, `last N`, `/proc/N`, `/proc/N/status` for a process in state Z, or the
    /// numbers of a process, its parent and its group.
    mutating func take(_ line: some StringProtocol) {
        if line == "hidden" {
            isHidden = true
        } else if line.hasPrefix("last ") {
            last = Int(line.dropFirst(5))
        } else if line.hasPrefix("/proc/") {
            let parts = line.dropFirst(6).split(separator: "/")
            guard let number = parts.first.flatMap({ Int($0) }) else { return }
            if parts.count > 1 { zombies.insert(number) } else { alive.insert(number) }
        } else {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 3 else { return }
            alive.insert(numbers[0])
            parents[numbers[0]] = (numbers[1], numbers[2])
        }
    }

    /// Finds the visit's processes among parents and groups.
    mutating func finish() {
        isComplete = true
        guard let shell, let start = parents[shell] else { return }
        var isLarger = true
        while isLarger {
            let children = parents.filter { own.contains($0.value.parent) && !own.contains($0.key) }
            own.formUnion(children.keys)
            isLarger = !children.isEmpty
        }
        // The server's processes for a connection form a group, which does not hold the server itself.
        var next = start.parent
        for group in [start.group, start.group == shell ? parents[next]?.group : nil] {
            while let process = parents[next], process.group == group {
                own.insert(next)
                next = process.parent
            }
        }
    }

    /// True if a whole list does not show the visit's shell: it comes from another machine or a container, in which
    /// process ids mean something else.
    func isForeign(_ list: ScanResult) -> Bool {
        guard list.hasInit, let shell else { return false }
        return !list.processes.contains(shell)
    }

    /// What the process of that number is.
    ///
    /// A process that began after the visit's shell and is gone when the lists have been made was part of the list's
    /// own making; if it was another one, it runs no more.
    func kind(of process: Int) -> Kind {
        if isElsewhere { return .running }
        if own.contains(process) { return .own }
        guard isComplete else { return process > (shell ?? 0) ? .unclear : .running }
        if zombies.contains(process) { return .ended }
        if alive.contains(process) || !isYoung(process) { return .running }
        return isHidden ? .unclear : .own
    }

    /// True if the number is known here, so that it can be a process.
    func knows(_ process: Int) -> Bool {
        own.contains(process) || alive.contains(process)
            || (isComplete && shell != nil && last != nil && isYoung(process))
    }

    /// True if the process may have begun after the visit's shell; numbers start again once they are used up.
    private func isYoung(_ process: Int) -> Bool {
        guard let shell, let last, let watchdog, Self.isWithin(watchdog, shell, last) else {
            return true
        }
        return Self.isWithin(process, shell, last)
    }

    private static func isWithin(_ number: Int, _ first: Int, _ last: Int) -> Bool {
        first <= last ? number > first && number <= last : number > first || number <= last
    }
}
