// SPDX-License-Identifier: MIT

import PmonCore

/// `/api/v1/monitors/KEY/history`: the past as columns, or the last runs one by one.
enum HistoryAPI {
    /// Points of an answer at most, unless asked otherwise.
    static let points = 240

    /// The answer; `last=N` asks for the last runs, `from`, `to` and `max` for points.
    ///
    /// `nil` if a number is none.
    static func value(_ runs: Runs, messages: MessageTable, fields: FormFields, now: Double)
        -> JSONValue?
    {
        if let text = fields["last"] {
            guard let count = Int(text), count > 0 else { return nil }
            return lastRuns(runs, messages: messages, count: min(count, 1000))
        }
        guard let from = time(fields["from"], otherwise: now - 86_400),
            let to = time(fields["to"], otherwise: now),
            let limit = fields["max"].map({ Int($0) }) ?? points, limit > 0, from <= to
        else { return nil }
        let buckets = Buckets(runs, from: from, to: to, limit: min(limit, 10_000)).buckets
        func column(_ value: (Buckets.Bucket) -> JSONValue) -> JSONValue {
            .array(buckets.map(value))
        }
        func number(_ value: Double?) -> JSONValue {
            value.map { .number(JSONNumber($0, decimals: 3)) } ?? .null
        }
        return .object([
            "from": MonitorAPI.seconds(from), "to": MonitorAPI.seconds(to),
            "t": column { MonitorAPI.seconds($0.at) }, "state": column { .string($0.state.name) },
            "n": column { .int($0.count) }, "min": column { number($0.minimum) },
            "p50": column { number($0.median) }, "max": column { number($0.maximum) },
        ])
    }

    private static func lastRuns(_ runs: Runs, messages: MessageTable, count: Int) -> JSONValue {
        let range = max(0, runs.count - count)..<runs.count
        return .object([
            "t": .array(range.map { MonitorAPI.seconds(runs.at[$0]) }),
            "state": .array(range.map { .string(runs.state($0).name) }),
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
        guard let text, !text.isEmpty else { return otherwise }
        if let seconds = Double(text) { return seconds.isFinite ? seconds : nil }
        return Certificate.seconds(rfc3339: text)
    }
}
