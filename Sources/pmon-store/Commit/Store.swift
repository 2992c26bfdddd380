// SPDX-License-Identifier: MIT

import Glibc
import PmonCore
import PmonFiles

/// Brings batches of records to disk; see docs/storage.md for the order of steps and what each crash leaves behind.
final class Store {
    private let settings: StoreSettings
    private let log: Diagnostics
    /// The addresses that this process has brought.
    private var brought: Set<URLKey> = []
    /// How often the journal was found damaged.
    private(set) var foundDamage = false

    init(_ settings: StoreSettings, log: Diagnostics) {
        self.settings = settings
        self.log = log
    }

    /// Stores a part of an input that goes on: in the journal, on disk.
    ///
    /// The rest is left to `commit`.
    func append(_ batch: Batch) throws(ToolError) {
        let lock = try FileLock(settings.paths.lock)
        defer { withExtendedLifetime(lock) {} }
        try keepRejected(batch)
        try Journal(settings.paths).append(batch.lines)
        for entry in batch.entries { brought.insert(entry.url) }
    }

    /// Stores records and completes what earlier runs have left undone.
    ///
    /// When this returns, every record is on disk, in the latest file, and the journal folded if that was due.
    func commit(_ batch: Batch, folding isForced: Bool = false) throws(ToolError) {
        let lock = try FileLock(settings.paths.lock)
        defer { withExtendedLifetime(lock) {} }
        try keepRejected(batch)
        let journal = try Journal(settings.paths)
        let isSettled = try journal.isSettled(latest: settings.latest)
        if !isSettled { try recover(journal) }
        let isDue = isFoldDue(journal.size + batch.lines.count, isForced)
        // Where the fold follows at once, the new data file brings the records to disk; waiting for the journal too
        // would cost a small history half of its time. A killed process loses neither.
        try journal.append(batch.lines, synchronizing: !isDue)
        for entry in batch.entries { brought.insert(entry.url) }
        let history = WritableHistory(settings.paths, journal: journal)
        var isFolded = false
        var foldProblem: ToolError?
        do throws(ToolError) {
            if isDue { isFolded = try fold(history) }
        } catch {
            foldProblem = error
        }
        // Without a fold it is the journal that holds the records, before the latest file tells of them.
        if isDue, !isFolded { try journal.synchronize() }
        // True once the data file's name is on disk, which one call does for both files of a folder.
        var isSynchronized = false
        if let path = settings.latest {
            let update = try LatestUpdate(path, history: history, settings: settings, log: log)
            // Before anything is added: the lists are those from before the fold as well.
            if isFolded, history.isSmall(below: settings.foldBelow) {
                try update.checkAgainstLists()
            }
            try update.add(isSettled ? .batch(batch) : .journal)
            isSynchronized = try update.replace(keeping: brought, beside: settings.paths.data)
        }
        if let damage = history.damage {
            // The journal stays as it is, and unsettled: whoever finds the data file whole again folds it.
            throw ToolError(
                damage.status,
                "\(damage.message); new records wait in \(settings.paths.name).journal, see pmon-store repair"
            )
        }
        // Stored the records are, and page and mail know of them; the next run folds.
        if let foldProblem { throw foldProblem }
        if isFolded {
            if !isSynchronized { try Folder.synchronize(of: settings.paths.data) }
            try journal.empty()
        } else if journal.size > 0, !isSettled || !batch.lines.isEmpty {
            try journal.mark(JournalMark.settled(latest: settings.latest))
        }
    }

    /// Folds; false if the data file is damaged, which `history` remembers.
    private func fold(_ history: WritableHistory) throws(ToolError) -> Bool {
        _ = try history.lists()
        guard history.damage == nil else { return false }
        try Fold(history, settings: settings).replaceData()
        return true
    }

    /// True if the data file is small or the journal has grown to an eighth of it, and there is something to fold.
    private func isFoldDue(_ journalSize: Int, _ isForced: Bool) -> Bool {
        var data = stat()
        let exists = stat(settings.paths.data, &data) == 0
        if isForced, exists { return true }
        let size = exists ? Int(data.st_size) : 0
        guard journalSize > 0 else { return false }
        return size < settings.foldBelow || journalSize >= size / 8
    }

    /// Makes a journal whole that its last writer did not settle.
    private func recover(_ journal: Journal) throws(ToolError) {
        let contents = try journal.contents()
        if contents.tornBytes > 0 {
            log.warn(
                "\(settings.paths.journal): dropped \(contents.tornBytes) bytes that a crash has torn off"
            )
            try journal.cut(to: contents.end)
        }
        if contents.damagedLines > 0 {
            foundDamage = true
            let copy = try BrokenCopy.keep(contents.bytes, of: settings.paths.journal)
            log.error(
                "\(settings.paths.journal): \(contents.damagedLines) damaged lines; a copy is kept in \(copy)"
            )
        }
        try Archive.takeBackUnfinished(contents.marks.map(\.text), settings: settings)
    }

    /// Appends what was no record to the rejected file.
    private func keepRejected(_ batch: Batch) throws(ToolError) {
        guard !batch.rejected.isEmpty else { return }
        let path = settings.paths.rejected
        let isNew = access(path, F_OK) != 0
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND, fallback: .cannotCreate)
        var data = stat()
        if isNew, stat(settings.paths.data, &data) == 0 { try file.adopt(data) }
        try file.write(batch.rejected)
        try file.synchronize()
        if isNew { try Folder.synchronize(of: path) }
    }
}
