// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem

/// The data file and the journal for the holder of the lock; each is read only when it is asked for, and only once.
final class WritableHistory {
    let paths: HistoryPaths
    let journal: Journal
    private var loadedData: (file: MappedFile, lists: [HistoryList])?
    private var loadedJournal: JournalContents?
    private let latest: String?
    /// What is wrong with the data file, once it was read; its lists are unknown then.
    private(set) var damage: ToolError?
    /// True if it is empty or missing, and was not always so.
    private(set) var isEmptied = false
    /// True if it is missing, and nothing says that it was there before.
    private(set) var isBeginning = false

    /// `contents` is the content of the journal if it was read already; `latest` is the latest file.
    init(
        _ paths: HistoryPaths,
        latest: String? = nil,
        journal: Journal,
        contents: JournalContents? = nil
    ) {
        self.paths = paths
        self.latest = latest
        self.journal = journal
        loadedJournal = contents
    }

    /// The data file as it was before a fold.
    func file() throws(ToolError) -> MappedFile { try data().file }

    /// The lists of the data file as it was before a fold; none if it is damaged.
    func lists() throws(ToolError) -> [HistoryList] { try data().lists }

    private func data() throws(ToolError) -> (file: MappedFile, lists: [HistoryList]) {
        if let loadedData { return loadedData }
        let file = try MappedFile(paths.data)
        var lists: [HistoryList] = []
        do throws(ToolError) {
            lists = try HistorySnapshot.scan(file, name: paths.name)
            if file.stamp == nil || EmptyHistory.isEmpty(file) {
                isEmptied = true
                try EmptyHistory.expectBeginning(
                    file,
                    paths,
                    latest: latest,
                    journalSize: journal.sizeBefore,
                    beginning: paths.beginning,
                    isMarked: journalContents().isMarked
                )
                isEmptied = false
                isBeginning = file.stamp == nil
            }
        } catch {
            guard error.status == .data else { throw error }
            damage = error
        }
        loadedData = (file, lists)
        return (file, lists)
    }

    /// The journal, if it was read and has damaged lines.
    var damagedJournal: JournalContents? {
        loadedJournal.flatMap { $0.damagedLines > 0 ? $0 : nil }
    }

    /// True if the data file, which has been read, was smaller than that.
    func isSmall(below size: Int) -> Bool { (loadedData?.file.bytes.count ?? 0) < size }

    /// The journal with the present batch.
    func journalContents() throws(ToolError) -> JournalContents {
        if let loadedJournal { return loadedJournal }
        let contents = try journal.contents()
        loadedJournal = contents
        return contents
    }

    /// The journal's records that are not folded yet, by address, in order of arrival.
    func journalGroups() throws(ToolError) -> [URLKey: [UnsafeRawBufferPointer]] {
        let contents = try journalContents()
        var groups: [URLKey: [UnsafeRawBufferPointer]] = [:]
        for entry in contents.unfolded(try file().stamp) {
            groups[entry.url, default: []].append(contents.record(entry))
        }
        return groups
    }
}
