// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// `/api/v1/monitors/KEY/history`: the past as columns, or the last runs one by one.
enum HistoryAPI {
    /// Points of an answer at most, unless asked otherwise.
    static let points = 240

    /// The answer; `last=N` asks for the last runs, `days=N` for local days, `from`, `to` and `max`
    /// for points.
    ///
    /// `nil` if a number is none.
    static func value(_ runs: Runs, messages: MessageTable, fields: FormFields, now: Double)
        -> JSONValue?
    {
        if let text = fields["last"] {
            guard let count = Int(text), count > 0 else { return nil }
            return lastRuns(runs, messages: messages, count: min(count, 1000))
        }
        if let text = fields["days"] {
            guard let count = Int(text), count > 0 else { return nil }
            return days(runs, count: min(count, 366), now: now)
        }
        guard let from = time(fields["from"], otherwise: now - 86_400),
            let to = time(fields["to"], otherwise: now),
            let limit = fields["max"].map({ Int($0) }) ?? points, limit > 0, from <= to
        else { return nil }
        let points = Buckets(runs, from: from, to: to, limit: min(limit, 10_000))
        let (buckets, stretches) = (points.buckets, points.maintenance)
        func column(_ value: (Buckets.Bucket) -> JSONValue) -> JSONValue {
            .array(buckets.map(value))
        }
        func number(_ value: Double?) -> JSONValue {
            value.map { .number(JSONNumber($0, decimals: 3)) } ?? .null
        }
        return .object([
            "from": MonitorAPI.seconds(from), "to": MonitorAPI.seconds(to),
            "t": column { MonitorAPI.seconds($0.at) },
            "offset_s": column { .int(LocalTime.offset($0.at)) },
            "state": column { .string($0.state.name) },
            "n": column { .int($0.count) }, "min": column { number($0.minimum) },
            "p50": column { number($0.median) }, "max": column { number($0.maximum) },
            "maintenance": .array(
                stretches.map {
                    .array([
                        MonitorAPI.seconds($0.lowerBound), MonitorAPI.seconds($0.upperBound),
                    ])
                }
            ),
        ])
    }

    /// Checks of each local day, the oldest first; the last day is today.
    private static func days(_ runs: Runs, count: Int, now: Double) -> JSONValue {
        var calendar = LocalDays()
        let today = calendar.number(of: now)
        var tallies = [DayTally](repeating: DayTally(), count: count)
        var index = runs.count - 1
        while index >= 0 {
            let age = today - calendar.number(of: runs.at[index])
            if age >= count { break }
            if age >= 0 { tallies[count - 1 - age].add(runs.state(index)) }
            index -= 1
        }
        return .object([
            "day": .array(
                (0..<count).map { .string(LocalDays.text(today - count + 1 + $0)) }
            ),
            "state": .array(tallies.map { .string($0.worst.name) }),
            "n": .array(tallies.map { .int($0.checks) }),
            "app": .array(tallies.map { .int($0.app) }),
            "down": .array(tallies.map { .int($0.down) }),
            "maintenance": .array(tallies.map { .int($0.maintenance) }),
        ])
    }

    /// Checks of one day.
    private struct DayTally {
        var worst = CheckState.noData
        var checks = 0
        var app = 0
        var down = 0
        var maintenance = 0

        mutating func add(_ state: CheckState) {
            worst = max(worst, state)
            checks += 1
            if state == .app { app += 1 }
            if state == .down { down += 1 }
            if state == .maintenance { maintenance += 1 }
        }
    }

    private static func lastRuns(_ runs: Runs, messages: MessageTable, count: Int) -> JSONValue {
        let range = max(0, runs.count - count)..<runs.count
        return .object([
            "t": .array(range.map { MonitorAPI.seconds(runs.at[$0]) }),
            "offset_s": .array(range.map { .int(LocalTime.offset(runs.at[$0])) }),
            "state": .array(range.map { .string(runs.state($0).name) }),
            "result": .array(range.map { .string(runs.result($0).name) }),
            "ms": .array(
                range.map {
                    runs.duration($0).map { .number(JSONNumber($0, decimals: 3)) } ?? .null
                }
            ),
            "message": .array(
                range.map {
                    let text = messages[runs.messages[$0]]
                    return .string(Int(text).map(StatusWords.text) ?? text)
                }
            ),
        ])
    }

    /// Unix seconds or RFC 3339; `nil` if it is neither.
    static func time(_ text: String?, otherwise: Double) -> Double? {
        guard let text else { return otherwise }
        if text.utf8.allSatisfy({ "0123456789.-".utf8.contains($0) }), let seconds = Double(text) {
            return Timestamp(seconds: seconds).seconds.rounded() == seconds.rounded()
                ? seconds : nil
        }
        // A plus that is not escaped arrives as a blank.
        var spelling = Array(text.utf8)
        let sign = spelling.count - 6
        if sign >= 19, spelling[sign] == UInt8(ascii: " ") { spelling[sign] = UInt8(ascii: "+") }
        return Timestamp(zoned: String(decoding: spelling, as: UTF8.self))?.seconds
    }
}
