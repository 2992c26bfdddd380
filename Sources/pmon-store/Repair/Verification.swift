// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonRecord
import PmonSystem
import PmonTool

/// Reads all files of a history and says what it finds; changes nothing.
final class Verification {
    private let settings: StoreSettings
    private let log: Diagnostics
    private let writer = LineWriter()
    private var faults = 0

    init(_ settings: StoreSettings, log: Diagnostics) {
        self.settings = settings
        self.log = log
    }

    /// Prints a line for each file that is well; what is not goes to stderr.
    func run() throws(ToolError) -> ExitStatus {
        let (journal, data, latest) = try readFiles()
        var newest = NewestRecords(monitor: settings.monitor)
        do throws(ToolError) {
            let lists = try HistorySnapshot.scan(data, name: settings.paths.name)
            try EmptyHistory.expectBeginning(
                data,
                settings.paths,
                latest: settings.latest,
                journalSize: journal.exists ? journal.bytes.count : nil,
                beginning: settings.paths.beginning,
                isMarked: journal.isMarked
            )
            let records = lists.reduce(0) { $0 + $1.count }
            if data.stamp == nil {
                try writer.write("\(settings.paths.name): does not exist")
            } else {
                try writer.write(
                    "\(settings.paths.name): ok, \(lists.count) addresses, \(records) records, \(data.bytes.count) bytes"
                )
            }
            let doubles = DoubleRecords(lists, in: data.bytes)
            if let first = doubles.first {
                fault(
                    "damaged data file: \(settings.paths.name): \(doubles.count) records are there twice, the first of \(first.masked.text); pmon-store repair removes them"
                )
            }
            var odd = OddRecords(name: settings.paths.name, log: log)
            for list in lists {
                newest.note(list, in: data.bytes)
                odd.look(at: list, in: data.bytes)
            }
            odd.finish()
        } catch {
            guard error.status == .data else { throw error }
            fault(error.message)
        }
        try check(journal, &newest)
        try check(latest, newest)
        try writer.flush()
        return faults == 0 ? .success : .data
    }

    private typealias Latest = Result<LatestFile, ToolError>

    /// The files of one moment: a store that writes is kept waiting while they are opened, not while they are looked at.
    private func readFiles() throws(ToolError) -> (JournalContents, MappedFile, Latest?) {
        let path = settings.paths.lock
        // Without a lock file, or the right to read it, there is nothing to wait for.
        let lock = access(path.pathBytes, R_OK) == 0 ? try FileLock(path) : nil
        defer { withExtendedLifetime(lock) {} }
        let latest = settings.latest.map { path in
            Result { () throws(ToolError) in try LatestFile(path) }
        }
        return (
            try JournalContents(settings.paths.journal), try MappedFile(settings.paths.data), latest
        )
    }

    private func check(
        _ journal: JournalContents,
        _ newest: inout NewestRecords
    ) throws(ToolError) {
        let name = "\(settings.paths.name).journal"
        for entry in journal.entries { newest.note(journal.record(entry), of: entry.url) }
        if journal.tornBytes > 0 {
            log.warn(
                "\(name): \(journal.tornBytes) bytes torn off by a crash; the next run drops them"
            )
        }
        if journal.damagedLines > 0 {
            fault("damaged journal: \(name): \(journal.damagedLines) damaged lines")
        } else {
            try writer.write("\(name): ok, \(journal.entries.count) records")
        }
    }

    private func check(_ file: Latest?, _ newest: NewestRecords) throws(ToolError) {
        guard let path = settings.latest, let file else { return }
        do throws(ToolError) {
            let latest = try file.get()
            guard latest.stamp != nil else { return try writer.write("\(path): does not exist") }
            let before = faults
            for entry in latest.entries {
                switch newest.place(entry, keep: settings.keep) {
                case .same: continue
                case .older:
                    log.warn(
                        "\(path): older than the history: \(entry.url.masked.text); its next run or pmon-store repair heals that"
                    )
                case .newer where faults == before:
                    fault(
                        "damaged latest file: \(path): newer than the history: \(entry.url.masked.text); after a restored backup, pmon-store repair makes it anew"
                    )
                case .newer: continue
                }
            }
            if faults == before {
                try writer.write("\(path): ok, \(latest.entries.count) addresses")
            }
        } catch {
            guard error.status == .data else { throw error }
            fault(error.message)
        }
    }

    private func fault(_ text: String) {
        faults += 1
        log.error(text)
    }
}
