// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonRecord
import PmonSystem
import PmonTool

/// Makes a journal whole that its last writer did not settle, and keeps what is damaged.
final class Recovery {
    private let settings: StoreSettings
    private let log: Diagnostics
    /// True if damage was found that only a user can mend.
    private(set) var foundDamage = false
    private var hasKeptJournal = false

    init(_ settings: StoreSettings, log: Diagnostics) {
        self.settings = settings
        self.log = log
    }

    /// Cuts a torn tail off and removes what a killed run has left; returns what is in the journal.
    ///
    /// `isOwn` is true if this process has left the journal as it is.
    func recover(_ journal: Journal, isOwn: Bool = false) throws(ToolError) -> JournalContents {
        let contents = try journal.contents()
        if !isOwn {
            // A mark at the end that does not fit may come from a history that shares its latest file.
            let isWhole = contents.tornBytes == 0 && contents.endsWithMark
            // The first run of a history may have been killed beside the latest file of another one.
            let isFirst = settings.paths.beginning == .ahead
            try lookForLostEnd(contents, onlyKnown: isWhole || isFirst)
        }
        if contents.tornBytes > 0 {
            log.warn(
                "\(settings.paths.journal): dropped \(contents.tornBytes) bytes that a crash has torn off"
            )
            try journal.cut(to: contents.end)
        }
        removeTemporaryFiles()
        return contents
    }

    /// Looks whether an empty journal was emptied by a fold, where not every run folds.
    func expectFolded(_ journal: Journal) throws(ToolError) {
        var data = stat()
        guard stat(settings.paths.data.pathBytes, &data) == 0, data.st_size >= settings.foldBelow
        else { return }
        try lookForLostEnd(journal.contents(), onlyKnown: true)
    }

    /// Reports lines of the journal that are damaged, and keeps a copy of it; it stays as it is.
    func keepDamaged(_ contents: JournalContents) {
        // Once a process, however often it commits.
        guard !hasKeptJournal else { return }
        hasKeptJournal = true
        foundDamage = true
        let copy: String
        do throws(ToolError) {
            let name = try BrokenCopy.keepOnce(contents.bytes, of: settings.paths.journal)
            copy = "a copy is \(name)"
        } catch {
            copy = "no copy: \(error.message)"
        }
        let lines = contents.damagedLines == 1 ? "1 line is" : "\(contents.damagedLines) lines are"
        log.error(
            """
            damaged journal: \(settings.paths.journal): \(lines) not whole; all is kept, \(copy); see \
            pmon-store repair
            """
        )
    }

    /// Reports that the latest file holds more than the history, and keeps a copy of both.
    private func lookForLostEnd(
        _ contents: JournalContents,
        onlyKnown: Bool = false
    ) throws(ToolError) {
        guard let lost = try LostEnd(settings, journal: contents, onlyKnown: onlyKnown),
            let latest = settings.latest
        else { return }
        foundDamage = true
        let addresses = lost.count == 1 ? "" : " and \(lost.count - 1) more"
        log.error(
            """
            damaged journal: \(settings.paths.journal): records at its end are gone: \(latest) has newer ones of \
            \(lost.first.text)\(addresses); \(copies(of: latest, contents))
            """
        )
    }

    /// Keeps a copy of the latest file, and of the torn bytes; says where.
    ///
    /// Without them new records are stored all the same.
    private func copies(of latest: String, _ contents: JournalContents) -> String {
        do throws(ToolError) {
            let target = try FileTarget.resolve(latest)
            let file = try MappedFile(target)
            defer { withExtendedLifetime(file) {} }
            var copies = [try BrokenCopy.keepOnce(file.bytes, of: target)]
            if contents.tornBytes > 0 {
                copies.append(try BrokenCopy.keepOnce(contents.bytes, of: settings.paths.journal))
            }
            return "copies are \(copies.joined(separator: ", "))"
        } catch {
            return "no copy: \(error.message)"
        }
    }

    /// Removes what a killed run has left; the run that comes to its end removes nothing but its own.
    private func removeTemporaryFiles() {
        unlink(AtomicFile.temporary(settings.paths.data).pathBytes)
        if let latest = settings.latest, let target = try? FileTarget.resolve(latest) {
            unlink(AtomicFile.temporary(target, lock: settings.paths.lockMark).pathBytes)
        }
    }
}
