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
    /// Where the journal ended after `append`; nothing before that has to be read again to know that it is whole.
    private var appendedUpTo = 0
    private var hasWarnedOfClock = false
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
        let lock = try FileLock(settings.paths.lock, owner: settings.paths.owner)
        defer { withExtendedLifetime(lock) {} }
        try keepRejected(batch)
        let journal = try Journal(settings.paths)
        // Behind a torn tail the first new line would be torn as well.
        if journal.size != appendedUpTo, try !journal.isSettled(latest: settings.latest) {
            _ = try recover(journal)
        }
        try journal.append(batch.lines)
        appendedUpTo = journal.size
        for entry in batch.entries { brought.insert(entry.url) }
    }

    /// Stores records and completes what earlier runs have left undone.
    ///
    /// When this returns, every record is on disk, in the latest file, and the journal folded if that was due.
    func commit(_ batch: Batch, folding isForced: Bool = false) throws(ToolError) {
        let lock = try FileLock(settings.paths.lock, owner: settings.paths.owner)
        defer { withExtendedLifetime(lock) {} }
        try keepRejected(batch)
        let journal = try Journal(settings.paths)
        let isSettled = try journal.isSettled(latest: settings.latest)
        let recovered = isSettled ? nil : try recover(journal)
        let isDue = isFoldDue(journal.size + batch.lines.count, isForced)
        // On disk later, together with what else this run writes: until it has ended with 0, nobody has been told that
        // anything is stored. A killed process loses nothing either way.
        try journal.append(batch.lines, synchronizing: false)
        for entry in batch.entries { brought.insert(entry.url) }
        let history = WritableHistory(
            settings.paths,
            journal: journal,
            contents: batch.lines.isEmpty ? recovered : nil
        )
        let data = isDue ? try fold(history) : nil
        var latest: AtomicFile?
        var latestProblem: ToolError?
        do throws(ToolError) {
            latest = try writeLatest(
                history,
                isFolded: data != nil,
                from: isSettled ? .batch(batch) : .journal
            )
        } catch {
            // The records come first.
            latestProblem = error
        }
        // All files are written: the first of these waits makes the file system commit what all of them need. Where a
        // fold brings the records to disk, the journal need not.
        if let data {
            try data.synchronize()
        } else if !isSettled || !batch.lines.isEmpty {
            try journal.synchronize()
        }
        do throws(ToolError) { try latest?.synchronize() } catch { latestProblem = error }
        try replace(data, latestProblem == nil ? latest : nil)
        if let latestProblem { throw latestProblem }
        if let damage = history.damage {
            // The journal stays as it is, and unsettled: whoever finds the data file whole again folds it.
            throw ToolError(
                damage.status,
                "\(damage.message); new records wait in \(settings.paths.name).journal, see pmon-store repair"
            )
        }
        if data != nil {
            try journal.empty()
        } else if journal.size > 0, !isSettled || !batch.lines.isEmpty {
            try journal.mark(JournalMark.settled(latest: settings.latest))
        }
    }

    /// Writes the folded data file; nil if the present one is damaged, which `history` remembers.
    private func fold(_ history: WritableHistory) throws(ToolError) -> AtomicFile? {
        _ = try history.lists()
        guard history.damage == nil else { return nil }
        return try Fold(history, settings: settings).write()
    }

    /// Writes the latest file; nil if there is to be none or nothing in it changes.
    private func writeLatest(
        _ history: WritableHistory,
        isFolded: Bool,
        from source: LatestUpdate.Source
    ) throws(ToolError) -> AtomicFile? {
        guard let path = settings.latest else { return nil }
        let update = try LatestUpdate(path, history: history, settings: settings, log: log)
        // Before anything is added: the lists are those from before the fold as well.
        if isFolded, history.isSmall(below: settings.foldBelow) { try update.checkAgainstLists() }
        try update.add(source)
        return try update.write(keeping: brought)
    }

    /// Gives both files their names, the data file first: the latest file is never the newer one, on disk neither.
    private func replace(_ data: AtomicFile?, _ latest: AtomicFile?) throws(ToolError) {
        try data?.replace()
        if let data,
            latest.map({ FilePaths.folder(of: $0.target) != FilePaths.folder(of: data.target) })
                ?? true
        {
            try Folder.synchronize(of: data.target)
        }
        guard let latest else { return }
        try latest.replace()
        try Folder.synchronize(of: latest.target)
    }

    /// True if the data file is small or the journal has grown to an eighth of it, and there is something to fold.
    private func isFoldDue(_ journalSize: Int, _ isForced: Bool) -> Bool {
        var data = stat()
        let exists = stat(settings.paths.data.pathBytes, &data) == 0
        if isForced, exists { return true }
        let size = exists ? Int(data.st_size) : 0
        guard journalSize > 0 else { return false }
        return size < settings.foldBelow || journalSize >= size / 8
    }

    /// Makes a journal whole that its last writer did not settle; returns what is in it.
    private func recover(_ journal: Journal) throws(ToolError) -> JournalContents {
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
        return contents
    }

    /// Warns once of records from the future, which a wrong clock makes, of this machine or of another one.
    private func warnOfClock(_ batch: Batch) {
        guard batch.aheadCount > 0, !hasWarnedOfClock else { return }
        hasWarnedOfClock = true
        let count = batch.aheadCount == 1 ? "1 record lies" : "\(batch.aheadCount) records lie"
        log.warn(
            "\(count) more than a day in the future; stored, and shown only while there is no other: is a clock wrong?"
        )
    }

    /// Appends what was no record to the rejected file.
    private func keepRejected(_ batch: Batch) throws(ToolError) {
        warnOfClock(batch)
        guard !batch.rejected.isEmpty else { return }
        let path = settings.paths.rejected
        let isNew = access(path.pathBytes, F_OK) != 0
        let file = try OpenFile(
            path,
            O_WRONLY | O_APPEND,
            owner: settings.paths.owner,
            fallback: .cannotCreate
        )
        try file.write(batch.rejected)
        try file.synchronize()
        if isNew { try Folder.synchronize(of: path) }
    }
}
