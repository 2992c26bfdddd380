// SPDX-License-Identifier: MIT

/// What came of one process list.
struct ScanResult: Sendable {
    /// One for each marker.
    var filters: [MarkerFilter]
    /// What the command has complained of on its error stream, and how it ended.
    var errors = TextSection(keeping: .first)
    /// How many lines the list had.
    private(set) var lineCount = 0
    /// Where the process id stands; nil if no header said it.
    private(set) var layout: ProcessLayout?
    /// True if the list shows process 1, as each list does that is neither cut nor filtered.
    private(set) var hasInit = false

    /// Nothing yet.
    init(markers: [String]) {
        filters = markers.map(MarkerFilter.init)
    }

    /// Takes one line of the list without its newline.
    mutating func take(_ line: [UInt8]) {
        guard !line.isEmpty else { return }
        lineCount += 1
        if let layout {
            if !hasInit { hasInit = Self.isInit(line, layout) }
        } else {
            layout = ProcessLayout(header: line)
        }
        for filter in filters.indices { filters[filter].take(line) }
    }

    private static func isInit(_ line: [UInt8], _ layout: ProcessLayout) -> Bool {
        let words = line.prefix(200).split(maxSplits: layout.process + 1) {
            $0 == 0x20 || $0 == 0x09
        }
        return words.count > layout.process && words[layout.process].elementsEqual([0x31])
    }
}
