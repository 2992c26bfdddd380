// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Prints the history as records again.
struct Export {
    private let paths: HistoryPaths
    private let filter: RecordFilter

    init(_ paths: HistoryPaths, filter: RecordFilter) {
        self.paths = paths
        self.filter = filter
    }

    /// Prints every wanted record once, those of an address in order of arrival.
    ///
    /// Throws 66 if there is no data file, 65 if it is damaged; for a damaged journal behind all whole records.
    func run() throws(ToolError) -> ExitStatus {
        let history = try HistorySnapshot(paths: paths)
        guard history.dataStamp != nil || !history.journal.entries.isEmpty else {
            throw ToolError(.noInput, "cannot open: \(paths.name): No such file or directory")
        }
        let writer = LineWriter()
        var lines: [UInt8] = []
        var url: URLKey?
        var head: [UInt8] = []
        var isWanted = false
        try history.forEachRecord { (next, record) throws(ToolError) in
            if url != next {
                url = next
                head = RecordLine.head(of: next)
                isWanted = filter.wants(next)
            }
            guard isWanted, filter.wants(record) else { return }
            if !lines.isEmpty { lines.append(0x0A) }
            RecordLine.append(record, head: head, to: &lines)
            guard lines.count >= 1 << 16 else { return }
            try writer.write(line: lines)
            lines.removeAll(keepingCapacity: true)
        }
        if !lines.isEmpty { try writer.write(line: lines) }
        try writer.flush()
        guard history.journal.damagedLines == 0 else {
            throw ToolError(
                .data,
                "damaged journal: \(paths.name).journal: \(history.journal.damagedLines) lines are not whole"
            )
        }
        return .success
    }
}
