// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// The data file and the journal for who holds the lock; each is read only when it is asked for, and only once.
final class WritableHistory {
    let paths: HistoryPaths
    let journal: Journal
    private var loadedData: (file: MappedFile, lists: [HistoryList])?
    private var loadedJournal: JournalContents?

    init(_ paths: HistoryPaths, journal: Journal) {
        self.paths = paths
        self.journal = journal
    }

    /// The data file as it was before a fold, and its lists.
    ///
    /// Throws 65 if it is damaged.
    func data() throws(ToolError) -> (file: MappedFile, lists: [HistoryList]) {
        if let loadedData { return loadedData }
        let file = try MappedFile(paths.data)
        let loaded = (file, try HistorySnapshot.scan(file, name: paths.name))
        loadedData = loaded
        return loaded
    }

    /// The journal with the present batch.
    func journalContents() throws(ToolError) -> JournalContents {
        if let loadedJournal { return loadedJournal }
        let contents = try journal.contents()
        loadedJournal = contents
        return contents
    }

    /// The journal's records by address, in order of arrival.
    func journalGroups() throws(ToolError) -> [URLKey: [UnsafeRawBufferPointer]] {
        let contents = try journalContents()
        var groups: [URLKey: [UnsafeRawBufferPointer]] = [:]
        for entry in contents.entries {
            groups[entry.url, default: []].append(contents.record(entry))
        }
        return groups
    }
}
