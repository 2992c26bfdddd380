// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord

@testable import pmon_mail

/// Records and boards for tests; minutes count from a fixed start.
enum MailFixture {
    static let start = 1_795_350_000.0

    static func time(_ minute: Double) -> Timestamp { Timestamp(seconds: start + minute * 60) }

    /// Members that name three checks of one address.
    static let checks: [JSONObject] = [
        ["target": .string("url.1")], ["target": .string("url.2"), "place": .string("rome")],
        ["target": .string("url.2"), "place": .string("wien")],
    ]

    /// A record as pmon-probe writes it; `fields` are further members or other values.
    static func record(
        _ url: String,
        _ result: CheckResult = .success,
        minute: Double = 0,
        of: Int? = nil,
        _ fields: JSONObject = [:]
    ) -> Record {
        let at = time(minute)
        var record = Record()
        record.url = url
        record.time = at.local
        record.result = result
        record.message = result == .success ? .ok : .text("no answer within 10 s")
        record.at = at
        record.run = time(minute.rounded(.down)).milliseconds
        record.of = of
        for member in fields.members { record.members[member.key] = member.value }
        return record
    }

    static func entry(_ record: Record) throws -> Entry {
        try record.line().withUnsafeBytes { try Entry(RecordFields($0)) }
    }

    /// A board of records as the latest file holds them.
    static func board(
        _ records: [Record],
        targets: [Target] = [],
        rules: CheckRules = CheckRules()
    ) throws -> ResultTable {
        var board = ResultTable(targets: targets, rules: rules)
        board.place(try records.map(entry))
        return board
    }

    /// What is said after each scan of a history of one address: `.` success, `a` and `e` the two kinds of faults.
    static func decisions(_ history: String, _ rules: MailRules) throws -> [Decision?] {
        var board = ResultTable(rules: rules.checks)
        var told: NotificationState?
        return try history.enumerated().map { minute, letter in
            let result: CheckResult =
                letter == "." ? .success : letter == "a" ? .applicationError : .exceptionError
            board.advance(try entry(record("http://a/", result, minute: Double(minute))))
            let decision = rules.decide(board, scan: board.scan, told: told)
            told = decision?.told ?? told
            board.outages.forgetEnded()
            return decision
        }
    }

    /// The facts that follow from records, for somebody who was never told anything.
    static func report(
        _ records: [Record],
        _ configuration: Configuration = Configuration(),
        rules: MailRules = MailRules(),
        told: NotificationState? = nil
    ) throws -> Report {
        let board = try board(records)
        guard let decision = rules.decide(board, scan: board.scan, told: told) else {
            return Report()
        }
        return ReportBuilder(configuration: configuration, rules: rules)
            .report(decision, board: board)
    }
}

extension CheckRules {
    /// The same rule for all checks.
    init(after: Int) { self.init(CheckRule(after: AlarmThreshold(after))) }
}
