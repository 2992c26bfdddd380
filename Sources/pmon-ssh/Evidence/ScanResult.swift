// SPDX-License-Identifier: MIT

/// What came of one process list.
struct ScanResult: Sendable {
    private static let mostProcesses = 200_000

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
        if let layout {
            if processes.count < Self.mostProcesses, let process = Self.process(in: line, layout) {
                processes.insert(process)
            }
        } else {
            layout = ProcessLayout(header: line)
        }
        for filter in filters.indices { filters[filter].take(line) }
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
