// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem
import PmonTool

/// Prints the history as records again.
struct Export {
    private let paths: HistoryPaths
    private let latest: String?
    private let filter: ExportFilter
    private let log: Diagnostics

    init(_ paths: HistoryPaths, latest: String?, filter: ExportFilter, log: Diagnostics) {
        self.log = log
        self.paths = paths
        self.latest = latest
        self.filter = filter
    }

    /// Prints every wanted record once, those of an address in order of arrival.
    ///
    /// What stdin would not take as it is, in files of older programs, is mended and told.
    /// Throws 66 if there is no data file, 65 if it is damaged; for a damaged journal after all whole records.
    func run() throws(ToolError) -> ExitStatus {
        let history = try HistorySnapshot(paths: paths, latest: latest, since: filter.since)
        guard history.dataStamp != nil || !history.journal.entries.isEmpty else {
            throw ToolError(.noInput, "cannot open: \(paths.name): No such file or directory")
        }
        let writer = LineWriter()
        var lines: [UInt8] = []
        var url: URLKey?
        var head: [UInt8] = []
        var isWanted = false
        var line = ExportLine()
        var (repaired, notTaken) = (0, 0)
        try history.forEachRecord { (next, record) throws(ToolError) in
            if url != next {
                url = next
                head = RecordLine.head(of: next)
                isWanted = filter.wants(next)
            }
            guard isWanted, filter.wants(record) else { return }
            if !lines.isEmpty { lines.append(0x0A) }
            switch line.append(record, head: head, to: &lines) {
            case .asItIs: break
            case .repaired: repaired += 1
            case .notTaken: notTaken += 1
            }
            guard lines.count >= 1 << 16 else { return }
            try writer.write(line: lines)
            lines.removeAll(keepingCapacity: true)
        }
        if !lines.isEmpty { try writer.write(line: lines) }
        try writer.flush()
        tell(repaired, "mended: a lone surrogate is U+FFFD, a repeated key has its last value")
        tell(notTaken, "printed that pmon-store does not take: see pmon-store check")
        guard history.journal.damagedLines == 0 else {
            throw ToolError(
                .data,
                "damaged journal: \(paths.name).journal: \(history.journal.damagedLines) lines are not whole"
            )
        }
        return .success
    }

    private func tell(_ count: Int, _ text: String) {
        if count > 0 {
            log.warn("\(paths.name): \(count) \(count == 1 ? "record" : "records") \(text)")
        }
    }
}
