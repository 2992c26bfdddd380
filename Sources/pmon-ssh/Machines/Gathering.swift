// SPDX-License-Identifier: MIT

/// What is asked of one machine: the needs of all its addresses, each thing once.
struct Gathering: Equatable, Sendable {
    /// A process list.
    struct Scan: Equatable, Sendable {
        /// The command that prints it.
        let command: String
        /// The markers looked for in its lines.
        var markers: [String]
    }

    /// A search through log files.
    struct LogSearch: Equatable, Sendable {
        /// Folder; nil is the user's home.
        let folder: String?
        /// Basic `grep` pattern.
        let pattern: String
        /// Glob of file names.
        let files: String
    }

    /// Where the needs of one address stand in its machine's gathering.
    struct Share: Equatable, Sendable {
        /// Index of the scan.
        let scan: Int
        /// Index of the marker in the scan; nil where none is configured.
        let marker: Int?
        /// Index of the log search; nil where none is configured.
        let logSearch: Int?
    }

    private(set) var scans: [Scan] = []
    private(set) var logSearches: [LogSearch] = []

    /// Takes up the needs of one address.
    mutating func add(command: String, marker: String?, logSearch: LogSearch?) -> Share {
        let scan = Self.index(of: command, in: scans.map(\.command)) ?? scans.count
        if scan == scans.count { scans.append(Scan(command: command, markers: [])) }
        var markerIndex: Int?
        if let marker, !marker.isEmpty {
            markerIndex = Self.index(of: marker, in: scans[scan].markers)
            if markerIndex == nil {
                markerIndex = scans[scan].markers.count
                scans[scan].markers.append(marker)
            }
        }
        var logIndex: Int?
        if let logSearch {
            logIndex = logSearches.firstIndex(of: logSearch) ?? logSearches.count
            if logIndex == logSearches.count { logSearches.append(logSearch) }
        }
        return Share(scan: scan, marker: markerIndex, logSearch: logIndex)
    }

    private static func index(of text: String, in texts: [String]) -> Int? {
        texts.firstIndex(of: text)
    }
}
