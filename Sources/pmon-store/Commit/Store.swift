// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonSystem
import PmonTool

/// Brings batches of records to disk; see docs/storage.md for the order of steps and what each crash leaves behind.
final class Store {
    private let settings: StoreSettings
    private let log: Diagnostics
    private let brought = BroughtChecks()
    /// Where this process has left the journal's end; nothing before that has to be read again to know that it is whole.
    private var leftAt: Int?
    private var hasWarnedOfClock = false
    private var hasWarnedOfLeap = false
    private let recovery: Recovery
    /// Why the rejected file could not be written, if that has happened.
    private(set) var rejectedFault: ExitStatus?
    /// The path of that file.
    var rejectedFile: String { settings.paths.rejected }
    /// True if the journal was found damaged.
    var foundDamage: Bool { recovery.foundDamage }

    init(_ settings: StoreSettings, log: Diagnostics) {
        self.settings = settings
        self.log = log
        recovery = Recovery(settings, log: log)
    }

    /// Stores a part of an input that goes on: in the journal, on disk.
    ///
    /// The batch loses what is stored. The rest is left to `commit`.
    func append(_ batch: inout Batch) throws(ToolError) {
        Signals.deferExit()
        defer { Signals.allowExit() }
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        let journal = try Journal(settings.paths)
        // Behind a torn tail the first new line would be torn as well.
        if journal.size != leftAt, try !journal.isSettled(latest: settings.latest) {
            _ = try recovery.recover(journal)
        }
        try journal.append(batch.lines)
        leftAt = journal.size
        noteBrought(batch)
        batch.removeRecords()
        keepRejected(&batch)
    }

    /// Stores records and completes what earlier runs have left undone.
    ///
    /// When this returns, every record is on disk, in the latest file, and the journal folded if that was due. The batch
    /// loses what is stored, even if this throws because something else cannot be done.
    func commit(_ batch: inout Batch, folding isForced: Bool = false) throws(ToolError) {
        Signals.deferExit()
        defer { Signals.allowExit() }
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        try commitLocked(&batch, lock, folding: isForced)
    }

    private func commitLocked(
        _ batch: inout Batch,
        _ lock: HistoryLock,
        folding isForced: Bool
    ) throws(ToolError) {
        let journal = try Journal(settings.paths)
        let isSettled = try journal.isSettled(latest: settings.latest)
        let recovered =
            isSettled ? nil : try recovery.recover(journal, isOwn: journal.size == leftAt)
        if isSettled, journal.size == 0, leftAt != 0 { try recovery.expectFolded(journal) }
        // On disk later, together with what else this run writes: until it has ended with 0, nobody has been told that
        // anything is stored. A killed process loses nothing either way.
        try journal.append(batch.lines, synchronizing: false)
        noteBrought(batch)
        let history = WritableHistory(
            settings.paths,
            latest: settings.latest,
            journal: journal,
            contents: batch.lines.isEmpty ? recovered : nil
        )
        keepRejected(&batch)
        do throws(ToolError) {
            try complete(
                history,
                with: batch,
                isSettled: isSettled,
                isFoldDue: isFoldDue(journal.size, isForced)
            )
        } catch {
            // What is in the journal needs nothing else.
            do throws(ToolError) {
                try journal.synchronize()
                batch.removeRecords()
            } catch {}
            throw error
        }
        leftAt = journal.size
        if access(settings.paths.data.pathBytes, F_OK) == 0 { lock.noteBeginning() }
        batch.removeRecords()
    }

    /// The same for records that are not looked at afterwards.
    func commit(_ batch: Batch = Batch(), folding isForced: Bool = false) throws(ToolError) {
        var batch = batch
        try commit(&batch, folding: isForced)
    }

    /// Folds all that is stored, and then does something with the history while no other process can change it.
    ///
    /// Throws 65 if a file is damaged; nothing is done then.
    func withFolded(
        _ body: (WritableHistory) throws(ToolError) -> Void
    ) throws(ToolError) {
        Signals.deferExit()
        defer { Signals.allowExit() }
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        var nothing = Batch()
        try commitLocked(&nothing, lock, folding: true)
        guard !foundDamage else {
            throw ToolError(.data, "\(settings.paths.name): damaged; nothing was changed")
        }
        try body(
            WritableHistory(
                settings.paths,
                latest: settings.latest,
                journal: try Journal(settings.paths)
            )
        )
    }

    /// Folds if that is due, brings the latest file up to date, and has all on disk.
    private func complete(
        _ history: WritableHistory,
        with batch: Batch,
        isSettled: Bool,
        isFoldDue: Bool
    ) throws(ToolError) {
        let journal = history.journal
        let fold = isFoldDue ? try prepareFold(history) : nil
        let data = try fold?.write()
        var latest: AtomicFile?
        var latestProblem: ToolError?
        do throws(ToolError) {
            latest = try writeLatest(
                history,
                isChecked: data == nil
                    ? brought.isEmpty : history.isSmall(below: settings.foldBelow),
                from: isSettled ? .batch(batch) : .journal,
                dropped: fold?.dropped
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
        try fold?.release()
        if let damaged = history.damagedJournal {
            recovery.keepDamaged(damaged)
            // Unsettled, so that each run finds it.
            if isSettled, batch.lines.isEmpty { try journal.mark(JournalMark.damaged) }
        }
        if let latestProblem { throw latestProblem }
        if let damage = history.damage {
            // The journal stays as it is, and unsettled: the run that finds the data file whole again folds it.
            if history.isEmptied, try !history.journalContents().isMarked {
                try journal.mark(JournalMark.damaged)
            }
            throw ToolError(
                damage.status,
                "\(damage.message); new records wait in \(settings.paths.name).journal, see pmon-store repair"
            )
        }
        guard history.damagedJournal == nil else { return }
        if data != nil {
            try journal.empty()
        } else if journal.size > 0, !isSettled || !batch.lines.isEmpty {
            try journal.mark(JournalMark.settled(latest: settings.latest))
        }
    }

    /// A stop does not end the wait: what was read is stored.
    private func lock() throws(ToolError) -> HistoryLock {
        try HistoryLock(settings.paths, endsAtStop: false)
    }

    /// Bad lines do not hold up records, even where the rejected file cannot be written.
    private func keepRejected(_ batch: inout Batch) {
        do throws(ToolError) {
            try batch.keepRejected(settings.paths)
        } catch {
            if rejectedFault == nil { log.error(error.message) }
            rejectedFault = error.status
        }
    }

    private func noteBrought(_ batch: Batch) {
        warnOfClock(batch)
        for entry in batch.entries { brought.note(entry.url) }
    }

    /// What is to be folded; nil if one of the files is damaged, which `history` remembers.
    private func prepareFold(_ history: WritableHistory) throws(ToolError) -> Fold? {
        _ = try history.lists()
        let journal = try history.journalContents()
        guard history.damage == nil, history.damagedJournal == nil else { return nil }
        if history.isBeginning, let latest = settings.latest,
            EmptyHistory.hint(latest, isMissing: true) != nil
        {
            log.warn(
                "\(settings.paths.name): a new history, though \(latest) has records: is data.file right?"
            )
        }
        try Archive.takeBackUnfinished(journal.marks.map(\.text))
        let fold = try Fold(history, settings: settings)
        if let leap = fold.leap, !hasWarnedOfLeap {
            hasWarnedOfLeap = true
            log.warn("\(settings.paths.name): records older than data.keep stay: \(leap)")
        }
        return fold
    }

    /// Writes the latest file; nil if there is to be none or nothing in it changes.
    private func writeLatest(
        _ history: WritableHistory,
        isChecked: Bool,
        from source: LatestUpdate.Source,
        dropped: NewestRecords?
    ) throws(ToolError) -> AtomicFile? {
        guard let path = settings.latest else { return nil }
        let update = try LatestUpdate(
            path,
            history: history,
            settings: settings,
            brought: brought,
            log: log
        )
        // Before anything is added: the lists are those from before the fold as well.
        if isChecked { try update.checkAgainstLists() }
        try update.add(source)
        return try update.write(dropped: dropped)
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
    ///
    /// An empty data file is written anew, so that one without a byte is known to be damaged ever after.
    private func isFoldDue(_ journalSize: Int, _ isForced: Bool) -> Bool {
        var data = stat()
        let exists = stat(settings.paths.data.pathBytes, &data) == 0
        if exists, isForced || data.st_size == 0 { return true }
        let size = exists ? Int(data.st_size) : 0
        guard journalSize > 0 else { return false }
        return size < settings.foldBelow || journalSize >= size / 8
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
}
