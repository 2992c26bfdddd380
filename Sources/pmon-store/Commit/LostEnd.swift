// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord
import PmonSystem

/// The end of a history that is gone, known by a latest file that holds more.
///
/// A latest file gets its name only after the records are on disk that it holds, so a crash never leaves it newer.
struct LostEnd {
    /// Addresses whose newest record the history does not have.
    let count: Int
    /// The first of them.
    let first: URLKey

    /// Compares the latest file with the history; nil if all that it holds is there, or nothing can be said.
    ///
    /// With `onlyKnown`, addresses do not count of which the history has nothing: they may be another one's.
    init?(
        _ settings: StoreSettings,
        journal: JournalContents,
        onlyKnown: Bool = false
    ) throws(ToolError) {
        guard let path = settings.latest, let latest = try? LatestFile(path) else { return nil }
        defer { withExtendedLifetime(latest) {} }
        var newest = NewestRecords(monitor: settings.monitor)
        for entry in journal.entries { newest.note(journal.record(entry), of: entry.url) }
        var open = latest.entries.filter { newest.isOpen($0) }
        let data = try MappedFile(settings.paths.data)
        // A data file that is empty, missing or damaged is a fault of its own.
        guard !open.isEmpty, data.stamp != nil, !EmptyHistory.isEmpty(data),
            let lists = try? HistoryScanner.scan(data.bytes)
        else { return nil }
        var known: [URLKey: [HistoryList]] = [:]
        let urls = Set(open.map(\.url))
        for list in lists where urls.contains(list.url) {
            known[list.url, default: []].append(list)
        }
        open.removeAll { entry in
            let lists = known[entry.url] ?? []
            if lists.isEmpty, onlyKnown { return true }
            // The notes of the scan are enough for most.
            if let run = LatestEntry(entry.bytes).newestRun,
                lists.contains(where: { $0.newestRun == run })
            {
                return true
            }
            for list in lists { newest.note(list, in: data.bytes) }
            return newest.place(entry, keep: settings.keep) != .newer
        }
        guard let first = open.first else { return nil }
        count = open.count
        self.first = first.url
    }
}
