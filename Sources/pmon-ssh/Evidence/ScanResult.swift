// SPDX-License-Identifier: MIT

/// What came of one process list.
struct ScanResult: Sendable {
    private static let sign = Array(ProcessView.sign.utf8)
    private static let mostProcesses = 200_000
    /// At most that many lines are kept to see what the list is.
    private static let mostSamples = 50

    /// One for each marker.
    var filters: [MarkerFilter]
    /// What the command has complained of on its error stream, and how it ended.
    var errors = TextSection(keeping: .first)
    /// How many lines the list had.
    private(set) var lineCount = 0
    /// Where the process id stands; nil if no header said it.
    private(set) var layout: ProcessLayout?
    /// The processes of the list, if a header said where they stand; a bounded number of them.
    private(set) var processes: Set<Int> = []

    /// The first lines, cleaned and with single blanks.
    private(set) var samples: [String] = []
    /// Shells of visits that the list shows, by their process ids.
    private(set) var visits: Set<Int> = []

    /// True if the list shows process 1, as each list does that is neither cut nor filtered.
    var hasInit: Bool { processes.contains(1) }

    /// Nothing yet.
    init(markers: [String]) {
        filters = markers.map(MarkerFilter.init)
    }

    /// Takes one line of the list without its newline.
    mutating func take(_ line: [UInt8]) {
        guard !line.isEmpty else { return }
        lineCount += 1
        if samples.count < Self.mostSamples {
            samples.append(LineText.single(CleanText.line(line, limit: 300)))
        }
        if let layout {
            if let process = Self.process(in: line, layout) {
                if processes.count < Self.mostProcesses { processes.insert(process) }
                if MarkerFilter.contains(line, Self.sign) { visits.insert(process) }
            }
        } else if let header = ProcessLayout(header: line) {
            layout = header
            for filter in filters.indices { filters[filter].forget() }
            return
        }
        for filter in filters.indices { filters[filter].take(line) }
    }

    /// True if a whole list does not show the visit's shell: it comes from another machine or a container, in which
    /// process ids mean something else, or was cut off.
    func isForeign(_ command: ScanCommand, _ view: ProcessView) -> Bool {
        guard hasInit, command.origin != .processes, let shell = view.shell else { return false }
        return !processes.contains(shell)
    }

    /// True if the list shows processes of this machine.
    func showsProcesses(_ view: ProcessView) -> Bool {
        if layout != nil {
            guard !hasInit || view.shell.map(processes.contains) == true else { return false }
            return processes.contains(where: view.knows)
        }
        return samples.contains { line in
            let numbers = line.split(separator: " ", maxSplits: 6).prefix(6).compactMap { Int($0) }
            return numbers.contains { $0 > 1 && view.knows($0) }
                || view.arguments.values.contains { LineText.ends(line, with: $0.text) }
        }
    }

    /// The number in a word of a line; nil if it is none.
    private static func process(in line: [UInt8], _ layout: ProcessLayout) -> Int? {
        let words = line.prefix(200).split(maxSplits: layout.process + 1) {
            $0 == 0x20 || $0 == 0x09
        }
        guard words.count > layout.process else { return nil }
        return Int(String(decoding: words[layout.process], as: UTF8.self))
    }
}
