// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonText

/// Makes the events of a monitor: one object of JSON for each decision and channel, see docs/event.schema.json.
struct EventBuilder {
    /// The channel that stands for the mails.
    static let mail = "mail"

    private let configuration: Configuration
    private let rules: MailRules
    private let reports: ReportBuilder

    /// A builder for the names and the monitor of a configuration, and the rules of a channel.
    init(_ configuration: Configuration, rules: MailRules) {
        self.configuration = configuration
        self.rules = rules
        reports = ReportBuilder(configuration: configuration, rules: rules)
    }

    /// The event of a decision as one line of JSON.
    func event(_ decision: Decision, board: ResultTable, channel: String) -> [UInt8] {
        let report = reports.report(decision, board: board)
        let order = decision.down.keys.sorted()
        let down = order.map { check in
            fault(check, start: decision.down[check], decision, board)
        }
        let fresh = zip(order, down).filter { decision.fresh.contains($0.0) }.map(\.1)
        let warned = board.entries.values.filter { $0.hasWarnings && !$0.isFailing }
            .sorted { $0.check < $1.check }
        let lists: JSONObject = [
            "down": .array(down),
            "fresh": .array(fresh),
            "recovered": .array(decision.recovered.map { recovered($0, board) }),
            "warnings": .array(warned.map { warning($0, decision, board) }),
            "ended": .array(
                decision.endedWarnings.keys.sorted().map { ended($0, decision, board) }
            ),
            "maintenance": .array(muted(decision, board) { $0.isMaintenance }),
            "silenced": .array(muted(decision, board) { !$0.isMaintenance }),
        ]
        var members = head(kind(decision), channel, at: decision.present)
        members["subject"] = .string(Headline(report).subject)
        members["text"] = .string(String(decoding: TextPart.render(report), as: UTF8.self))
        add(report, lists, to: &members)
        return Self.bytes(members)
    }

    /// A trial event.
    func test(channel: String, at instant: Timestamp) -> [UInt8] {
        var report = Report()
        report.monitor = MailText.line(configuration.pmon.id, limit: 60)
        report.isTest = true
        var lists: JSONObject = [:]
        for name in Self.lists { lists[name] = .array([]) }
        var members = head(.test, channel, at: instant)
        members["subject"] = .string(Headline(report).subject)
        members["text"] = .string("A test of the channel '\(channel)'. Nothing is wrong.\n")
        add(report, lists, to: &members)
        return Self.bytes(members)
    }

    /// The lists of an event, in their order.
    static let lists = [
        "down", "fresh", "recovered", "warnings", "ended", "maintenance", "silenced",
    ]

    private func kind(_ decision: Decision) -> EventKind {
        if case .stale = decision.scan { return .stale }
        if decision.isReminder { return .reminder }
        return rules.on == .change ? .change : .report
    }

    private func head(_ kind: EventKind, _ channel: String, at instant: Timestamp) -> JSONObject {
        var members: JSONObject = [
            "kind": .string(kind.rawValue),
            "channel": .string(channel),
            "monitor": .string(configuration.pmon.id),
        ]
        members["place"] = configuration.pmon.place.map(JSONValue.string)
        members["at"] = .number(instant.number)
        return members
    }

    private func add(_ report: Report, _ lists: JSONObject, to members: inout JSONObject) {
        if !report.link.isEmpty { members["link"] = .string(report.link) }
        func count(_ list: String) -> JSONValue { .int(lists[list]?.array?.count ?? 0) }
        members["counts"] = .object([
            "total": .int(report.total),
            "up": .int(report.okCount),
            "down": count("down"),
            "fresh": count("fresh"),
            "recovered": count("recovered"),
            "pending": .int(report.pending.count),
            "warnings": count("warnings"),
            "ended": count("ended"),
            "maintenance": count("maintenance"),
            "silenced": count("silenced"),
            "unchecked": .int(report.unchecked.count),
        ])
        for name in Self.lists { members[name] = lists[name] }
    }

    private static func bytes(_ members: JSONObject) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.append(members, to: &bytes)
        return bytes
    }

    private func fault(
        _ check: CheckIdentity,
        start: Timestamp?,
        _ decision: Decision,
        _ board: ResultTable
    ) -> JSONValue {
        var members = head(check, board)
        guard let entry = board.entries[check] else { return .object(members) }
        let fault = reports.fault(entry, start: start ?? entry.since, isFresh: false, board)
        members["result"] = .string(entry.result.rawValue)
        members["reason"] = fault.reason.isEmpty ? nil : .string(fault.reason)
        members["message"] = .string(fault.message)
        members["verdict"] = fault.verdict.isEmpty ? nil : .string(fault.verdict)
        members["since"] = .number(fault.start.number)
        members["streak"] = .int(fault.runs)
        members["downtime"] = Self.seconds(decision.present - fault.start)
        if let needs = decision.waiting[check] {
            members["needs"] = .array(needs.map(JSONValue.string))
        }
        return .object(members)
    }

    private func recovered(_ recovery: Decision.Recovery, _ board: ResultTable) -> JSONValue {
        let entry = board.entries[recovery.check]
        var members = head(recovery.check, board)
        members["result"] = entry.map { .string($0.result.rawValue) }
        members["since"] = recovery.start.map { .number($0.number) }
        members["streak"] = entry.map { .int($0.streak) }
        members["downtime"] = recovery.start.map { Self.seconds(recovery.end - $0) }
        return .object(members)
    }

    /// The failing checks that are muted for one of the two reasons.
    private func muted(
        _ decision: Decision,
        _ board: ResultTable,
        where isMeant: (Mute) -> Bool
    ) -> [JSONValue] {
        decision.muted.keys.sorted().compactMap { check in
            guard let muted = decision.muted[check], isMeant(muted.mute),
                var members = fault(check, start: muted.start, decision, board).object
            else { return nil }
            switch muted.mute {
            case .maintenance(let name): members["window"] = .string(name)
            case .silence(let line): members["line"] = .string(line)
            }
            return .object(members)
        }
    }

    private func ended(
        _ check: CheckIdentity,
        _ decision: Decision,
        _ board: ResultTable
    ) -> JSONValue {
        var members = head(check, board)
        let kinds = decision.endedWarnings[check]?.names ?? []
        members["kinds"] = .array(kinds.map(JSONValue.string))
        return .object(members)
    }

    private func warning(
        _ entry: Entry,
        _ decision: Decision,
        _ board: ResultTable
    ) -> JSONValue {
        var members = head(entry.check, board)
        members["result"] = .string(entry.result.rawValue)
        let texts = ReportBuilder.record(entry)[.warnings]?.strings ?? []
        let sentence = ReportBuilder.sentences(texts).joined(separator: "; ")
        members["message"] = .string(MailText.line(sentence, limit: ReportLimits.message))
        if !entry.warnings.isEmpty {
            members["kinds"] = .array(entry.warnings.names.map(JSONValue.string))
        }
        if decision.freshWarnings[entry.check] != nil { members["fresh"] = .bool(true) }
        members["since"] = .number(entry.since.number)
        members["streak"] = .int(entry.streak)
        return .object(members)
    }

    private func head(_ check: CheckIdentity, _ board: ResultTable) -> JSONObject {
        var members = check.members
        members["url"] = .string(URLText.redacted(check.url.text))
        members["name"] = .string(reports.name(check, board))
        let key = check.name.target.map { String(decoding: $0, as: UTF8.self) }
        members["group"] = key.flatMap { configuration.target($0)?.checks.group }
            .map(JSONValue.string)
        return members
    }

    private static func seconds(_ time: Duration) -> JSONValue {
        .number(Timestamp(microseconds: Int64(max(time, .zero).wholeMicroseconds)).number)
    }
}
