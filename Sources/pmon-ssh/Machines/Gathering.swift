// SPDX-License-Identifier: MIT

import PmonConfig

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
        /// Whether upper and lower case differ.
        var isCaseExact = false
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
    /// Time after which the machine ends what it still does for the visit.
    var limit = Duration.seconds(10)

    /// True if a marker is looked for.
    var hasMarkers: Bool { scans.contains { !$0.markers.isEmpty } }

    /// True if a process list comes from another command than the default one.
    var hasCommandsOfItsOwn: Bool { scans.contains { $0.command != RemoteSettings().scanCommand } }

    /// True if a marker or a pattern holds letters beyond ASCII.
    var needsUnicode: Bool {
        let texts = scans.flatMap(\.markers) + logSearches.map(\.pattern)
        return texts.contains { !$0.utf8.allSatisfy { $0 < 0x80 } }
    }

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
