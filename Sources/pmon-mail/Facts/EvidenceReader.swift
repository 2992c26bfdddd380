// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

extension Report.Evidence {
    /// A record's evidence from its machine, at most 40 lines and 4 KB in all; nil if it has none.
    ///
    /// The log and the process list come first: they are what a reader looks for.
    init?(_ record: Record, name: String) {
        var lines = ReportLimits.evidenceLines
        var size = ReportLimits.evidenceSize
        var blocks = Self.sources(record).filter { !$0.lines.isEmpty }
        guard !blocks.isEmpty else { return nil }
        for index in blocks.indices {
            // A long log leaves room for what comes after it.
            let later = blocks[(index + 1)...].flatMap {
                $0.lines.prefix(ReportLimits.evidenceLeast)
            }
            let reserve = later.reduce(0) { $0 + $1.utf8.count + 1 }
            var kept: [String] = []
            let found = blocks[index].lines
            for line in blocks[index].isTail ? found.reversed() : found {
                guard lines > later.count, line.utf8.count + reserve < size else { break }
                kept.append(line)
                lines -= 1
                size -= line.utf8.count + 1
            }
            blocks[index].lines = blocks[index].isTail ? kept.reversed() : kept
            blocks[index].omitted = found.count - kept.count
        }
        self.init(name: name, blocks: blocks)
    }

    /// The bytes it takes in the HTML part.
    var cost: Int {
        blocks.reduce(300 + ReportLimits.cost(name)) { sum, block in
            block.lines.reduce(sum + 350) { $0 + ReportLimits.cost($1) + 1 }
        }
    }

    private static func sources(_ record: Record) -> [Block] {
        // Where a machine could not be looked into, the verdict has said so.
        let verdict = record[.verdict]?.string
        let processes = (record[.ssh]?.strings ?? record[.ssh]?.string.map { [$0] } ?? [])
            .filter { $0 != verdict }
        return [
            Block(
                title: "processes",
                lines: processes.map { MailText.line($0, limit: ReportLimits.evidenceLine) }
            ),
            // The newest lines of a log stand at its end.
            Block(title: "logs", lines: lines(record, .logs), isTail: true),
            Block(title: "file systems", lines: disks(record)),
            Block(title: "memory", lines: lines(record, .memory)),
            Block(title: "what the server answered", lines: answer(record), isOwn: true),
        ]
    }

    /// How full the file systems are, the fullest first: a phone has no room for the columns of `df`.
    private static func disks(_ record: Record) -> [String] {
        let disks = DiskUse.parse(record[.fileSystem]?.string ?? "")
        guard !disks.isEmpty else { return lines(record, .fileSystem) }
        return disks.enumerated()
            .sorted { ($1.element.percent, $0.offset) < ($0.element.percent, $1.offset) }
            .map { _, disk in
                let share = "\(disk.percent)"
                let blanks = String(repeating: " ", count: max(0, 3 - share.utf8.count))
                let alarm = disk.alarm.isEmpty ? "" : " (\(disk.alarm))"
                let line = "\(blanks)\(share) %  \(disk.mount)\(alarm)"
                return MailText.lines(line, limit: ReportLimits.evidenceLine).first ?? ""
            }
    }

    private static func answer(_ record: Record) -> [String] {
        guard let response = record[.response]?.object else { return [] }
        let headers = response["headers"]?.strings ?? []
        let body = response["body"]?.string ?? ""
        return MailText.lines(
            (headers + (body.isEmpty ? [] : ["", body])).joined(separator: "\n"),
            limit: ReportLimits.evidenceLine
        )
    }

    private static func lines(_ record: Record, _ key: RecordKey) -> [String] {
        MailText.lines(record[key]?.string ?? "", limit: ReportLimits.evidenceLine)
    }
}
