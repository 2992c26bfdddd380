// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

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
        let journal = try JournalContents(settings.paths.journal)
        let data = try MappedFile(settings.paths.data)
        var newest: [URLKey: Timestamp] = [:]
        do throws(ToolError) {
            let lists = try HistorySnapshot.scan(data, name: settings.paths.name)
            let records = lists.reduce(0) { $0 + $1.count }
            if data.stamp == nil {
                try writer.write("\(settings.paths.name): does not exist")
            } else {
                try writer.write(
                    "\(settings.paths.name): ok, \(lists.count) addresses, \(records) records, \(data.bytes.count) bytes"
                )
            }
            var odd = OddRecords(name: settings.paths.name, log: log)
            for list in lists {
                note(list, in: data, &newest)
                odd.look(at: list, in: data.bytes)
            }
            odd.finish()
        } catch {
            guard error.status == .data else { throw error }
            fault(error.message)
        }
        try check(journal, &newest)
        try checkLatest(newest)
        try writer.flush()
        return faults == 0 ? .success : .data
    }

    private func check(
        _ journal: JournalContents,
        _ newest: inout [URLKey: Timestamp]
    ) throws(ToolError) {
        let name = "\(settings.paths.name).journal"
        for entry in journal.entries { note(journal.record(entry), entry.url, &newest) }
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

    private func checkLatest(_ newest: [URLKey: Timestamp]) throws(ToolError) {
        guard let path = settings.latest else { return }
        do throws(ToolError) {
            let latest = try LatestFile(path)
            guard latest.stamp != nil else { return try writer.write("\(path): does not exist") }
            let before = faults
            for entry in latest.entries {
                guard let at = RecordFacts(entry.bytes).at else { continue }
                guard let last = newest[entry.url], at <= last else {
                    // What data.keep has dropped may live on in the latest file alone.
                    if settings.keep == .all, faults == before {
                        fault(
                            "damaged latest file: \(path): newer than the history: \(entry.url.text)"
                        )
                    }
                    continue
                }
                if at < last {
                    log.warn(
                        "\(path): older than the history: \(entry.url.text); the next run of it heals that"
                    )
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

    private func note(_ list: HistoryList, in data: MappedFile, _ newest: inout [URLKey: Timestamp])
    {
        var records = RecordSequence(UnsafeRawBufferPointer(rebasing: data.bytes[list.body]))
        while let record = records.next() { note(record, list.url, &newest) }
    }

    private func note(
        _ record: UnsafeRawBufferPointer,
        _ url: URLKey,
        _ newest: inout [URLKey: Timestamp]
    ) {
        guard let at = RecordFacts(record).at else { return }
        if let last = newest[url], last >= at { return }
        newest[url] = at
    }

    private func fault(_ text: String) {
        faults += 1
        log.error(text)
    }
}
