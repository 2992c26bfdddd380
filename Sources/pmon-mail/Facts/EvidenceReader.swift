// SPDX-License-Identifier: MIT

import PmonCore

extension Report.Evidence {
    /// What a record holds of its machine, at most 40 lines and 4 KB in all; nil if it holds nothing.
    ///
    /// The log and the process list come first: they are what a reader looks for.
    init?(_ record: Record, name: String) {
        var lines = ReportLimits.evidenceLines
        var size = ReportLimits.evidenceSize
        var blocks: [Block] = []
        for (title, found) in Self.sources(record) where !found.isEmpty {
            var kept: [String] = []
            for line in found {
                guard lines > 0, line.utf8.count < size else { break }
                kept.append(line)
                lines -= 1
                size -= line.utf8.count + 1
            }
            blocks.append(Block(title: title, lines: kept, omitted: found.count - kept.count))
        }
        guard !blocks.isEmpty else { return nil }
        self.init(name: name, blocks: blocks)
    }

    /// The bytes it takes in the HTML part.
    var cost: Int {
        blocks.reduce(300 + ReportLimits.cost(name)) { sum, block in
            block.lines.reduce(sum + 350) { $0 + ReportLimits.cost($1) + 1 }
        }
    }

    private static func sources(_ record: Record) -> [(String, [String])] {
        // Where a machine could not be looked into, the verdict has said so.
        let verdict = record[.verdict]?.string
        let processes = (record[.ssh]?.strings ?? record[.ssh]?.string.map { [$0] } ?? [])
            .filter { $0 != verdict }
        return [
            ("processes", processes.map { CleanText.line($0, limit: ReportLimits.evidenceLine) }),
            ("logs", lines(record, .logs)),
            ("file systems", lines(record, .fileSystem)),
            ("memory", lines(record, .memory)),
        ]
    }

    private static func lines(_ record: Record, _ key: RecordKey) -> [String] {
        CleanText.lines(record[key]?.string ?? "", limit: ReportLimits.evidenceLine)
    }
}
