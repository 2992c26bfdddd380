// SPDX-License-Identifier: MIT

/// What one visit has brought.
struct Gathered: Sendable {
    /// A process list.
    struct Scan: Sendable {
        /// One for each marker.
        var filters: [MarkerFilter]
        /// What it has complained of on its error stream, and how it ended.
        var errors = TextSection(keeping: .first)
        /// How many lines it had.
        var lineCount = 0
    }

    /// So many lines say what went wrong.
    static let mostErrors = 3

    var scans: [Scan]
    var memory = TextSection(keeping: .first)
    var fileSystem = TextSection(keeping: .first)
    var logs: [TextSection]
    /// What the machine said before the first section, on either stream; tells why nothing came.
    var complaint = TextSection(keeping: .first)
    /// Why the visit did not come to its end; nil if it did.
    var failure: VisitFailure?

    /// Nothing yet of a gathering.
    init(_ gathering: Gathering, failure: VisitFailure? = nil) {
        scans = gathering.scans.map { Scan(filters: $0.markers.map(MarkerFilter.init)) }
        logs = gathering.logSearches.map { _ in TextSection(keeping: .last) }
        self.failure = failure
    }

    /// Takes one line of a section, or of what stands outside of all.
    mutating func take(_ line: [UInt8], of section: Section?) {
        switch section {
        case nil: if complaint.lines.count < Self.mostErrors { complaint.take(line) }
        case .memory: memory.take(line)
        case .fileSystem: fileSystem.take(line)
        case .logs(let index): logs[index].take(line)
        case .scan(let index):
            guard !line.isEmpty else { return }
            scans[index].lineCount += 1
            for filter in scans[index].filters.indices { scans[index].filters[filter].take(line) }
        }
    }

    /// Takes one line of the error stream, where there are not enough to tell what went wrong.
    mutating func takeError(_ line: [UInt8], of section: Section?) {
        switch section {
        case nil: if complaint.lines.count < Self.mostErrors { complaint.take(line) }
        case .scan(let index):
            if scans[index].errors.lines.count < Self.mostErrors { scans[index].errors.take(line) }
        case .memory, .fileSystem, .logs: break
        }
    }

    /// Takes note that a section has begun, or how it ended.
    mutating func mark(_ section: Section, status: Int?) {
        func update(_ text: inout TextSection) {
            text.hasBegun = true
            text.status = status
        }
        switch section {
        case .memory: update(&memory)
        case .fileSystem: update(&fileSystem)
        case .logs(let index): update(&logs[index])
        case .scan(let index): update(&scans[index].errors)
        }
    }
}
