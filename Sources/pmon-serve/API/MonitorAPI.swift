// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord

/// Monitors in the API: a line of the list, and the whole of one.
struct MonitorAPI {
    /// The state of the files.
    let snapshot: Snapshot
    /// Unix seconds that count as now.
    let now: Double

    /// Monitors on a page of the list unless asked otherwise.
    static let pageSize = 1000

    /// Why a query of the list is refused; `nil` if it is not.
    static func fault(_ fields: FormFields) -> String? {
        QueryFault.first(
            QueryFault.choice(fields, "state", ListQuery.Filter.self),
            QueryFault.choice(fields, "sort", ListQuery.Order.self),
            QueryFault.choice(fields, "bars", StripKind.self),
            QueryFault.number(fields, "limit", 1...10_000),
            QueryFault.number(fields, "cursor", 0...Int.max)
        )
    }

    /// `/api/v1/monitors`: those that the query asks for, from `cursor` on.
    ///
    /// With `since` that is the present revision the list is empty: nothing changed.
    func list(_ query: ListQuery, fields: FormFields) -> JSONValue {
        var calendar = LocalDays()
        let today = calendar.number(of: now)
        let selected = fields["since"] == snapshot.revision ? [] : query.select(snapshot, now: now)
        let start = max(0, fields["cursor"].flatMap { Int($0) } ?? 0)
        let limit = min(max(1, fields["limit"].flatMap { Int($0) } ?? Self.pageSize), 10_000)
        let page = selected.dropFirst(start).prefix(limit)
        var object: JSONObject = [
            "revision": .string(snapshot.revision), "total": .int(snapshot.present.count),
            "selected": .int(selected.count),
            "monitors": .array(
                page.map { .object(line($0.monitor, $0.state, query.strip, today: today)) }
            ),
        ]
        if start + page.count < selected.count {
            object["next_cursor"] = .string(String(start + page.count))
        }
        return .object(object)
    }

    /// A monitor as a line of the list, without its evidence.
    func line(
        _ monitor: Monitor,
        _ state: CheckState,
        _ strip: StripKind,
        today: Int
    ) -> JSONObject {
        let shown = monitor.runs.strip(strip, today: today)
        let last = monitor.incidents.first.map { LocalTime.short($0.last, now: now) }
        var object: JSONObject = [
            "key": .string(monitor.key), "name": .string(monitor.name),
            "group": .string(monitor.group), "state": .string(state.name),
            "result": .string(monitor.result.name),
        ]
        if !snapshot.isForStrangers {
            object["url"] = .string(monitor.url)
            object["message"] = .string(MonitorRow.sentence(monitor))
        }
        object["target"] = monitor.target.map(JSONValue.string)
        object["place"] = monitor.place.map(JSONValue.string)
        object["removed"] = monitor.isRemoved ? .bool(true) : nil
        object["at"] = monitor.at.map(Self.seconds)
        object["time"] = monitor.at.map { .string(LocalTime.rfc3339($0)) }
        object["shown"] = monitor.at.map { .string(LocalTime.short($0, now: now)) }
        object["ms"] = monitor.milliseconds.map { .number(JSONNumber($0, decimals: 3)) }
        object["verdict"] = monitor.verdict.map(JSONValue.string)
        object["warnings"] = monitor.warnings.isEmpty ? nil : .strings(monitor.warnings)
        object["since"] = monitor.since.map(Self.seconds)
        object["outage"] = monitor.outage.map(Self.seconds)
        object["streak"] = monitor.streak.map(JSONValue.int)
        if let maintenance = monitor.maintenance {
            var value: JSONObject = ["name": .string(maintenance.name)]
            value["until"] = maintenance.until.map(Self.seconds)
            object["maintenance"] = .object(value)
        }
        object["silence"] = monitor.silence.map { .object(Self.silence($0)) }
        object["uptime"] = Self.uptime(monitor.uptimes[2])
        object["bars"] = .string(shown.letters)
        object["bars_text"] = .string(StripSVG.sentence(shown, kind: strip, lastFailure: last))
        object["spark"] = .array(
            Sparkline.durations(monitor.runs).map { $0.map(JSONValue.int) ?? .null }
        )
        if let certificate = monitor.certificate {
            object["cert_days"] = .int(certificate.days(now: now))
            object["cert_state"] = .string(certificate.state(now: now).name)
        }
        if monitor.hasBadCertificate { object["cert_state"] = .string(CheckState.down.name) }
        object["evidence"] = monitor.hasProof ? .bool(true) : nil
        return object
    }

    /// `/api/v1/monitors/KEY`: the line with all uptimes and the whole record.
    func whole(_ monitor: Monitor) -> JSONValue {
        var calendar = LocalDays()
        var object = line(
            monitor,
            snapshot.state(monitor, now: now),
            .runs,
            today: calendar.number(of: now)
        )
        object["uptimes"] = .object(
            JSONObject(
                uniqueMembers: zip(Uptime.windows, monitor.uptimes).map {
                    .init(key: $0.0.name, value: Self.uptime($0.1))
                }
            )
        )
        if !snapshot.isForStrangers { object["record"] = .object(monitor.record.members) }
        object["incidents"] = .array(monitor.incidents.map { IncidentAPI.value($0) })
        return .object(object)
    }

    /// The line of the silence file that holds; `until` is absent for one until recovery.
    static func silence(_ silence: Silence) -> JSONObject {
        var value: JSONObject = ["line": .int(silence.line), "text": .string(silence.text)]
        if case .instant(let end) = silence.until { value["until"] = seconds(end.seconds) }
        return value
    }

    /// Share up and share observed, both from 0 to 1, and seconds of maintenance.
    static func uptime(_ uptime: Uptime) -> JSONValue {
        .object([
            "up": uptime.share.map { .number(JSONNumber($0, decimals: 6)) } ?? .null,
            "coverage": .number(JSONNumber(uptime.coverage, decimals: 6)),
            "maintenance_s": .number(JSONNumber(uptime.maintenance, decimals: 3)),
        ])
    }

    /// Unix seconds with microseconds.
    static func seconds(_ value: Double) -> JSONValue { .number(Timestamp(seconds: value).number) }
}
