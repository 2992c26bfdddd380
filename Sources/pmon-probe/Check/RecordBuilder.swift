// SPDX-License-Identifier: MIT

import PmonCore

/// Turns what a check found out into its record.
enum RecordBuilder {
    /// The record of one check.
    static func record(
        _ outcome: CheckOutcome,
        target: ProbeTarget,
        scan: ScanIdentity,
        began: Timestamp
    ) -> Record {
        var members: [JSONObject.Member] = []
        members.reserveCapacity(20)
        func add(_ key: RecordKey, _ value: JSONValue?) {
            if let value { members.append(JSONObject.Member(key: key.rawValue, value: value)) }
        }
        add(.url, .string(target.url))
        add(.time, .string(began.local))
        add(.result, .string(outcome.result.rawValue))
        switch outcome.message {
        case .text(let text): add(.message, .string(text))
        case .status(let status): add(.message, .int(status))
        }
        add(.at, .number(began.number))
        add(.run, .int(scan.run))
        add(.of, scan.count.map(JSONValue.int))
        add(.target, target.key.map(JSONValue.string))
        add(.monitor, .string(scan.monitor))
        add(.place, scan.place.map(JSONValue.string))
        // A server may say 999; the message does then, but it is no HTTP status.
        add(.status, outcome.status.flatMap { (100...599).contains($0) ? .int($0) : nil })
        add(.reason, outcome.reason.map { .string($0.rawValue) })
        let unmet = outcome.unmet
        if !unmet.isEmpty { add(.failed, .strings(unmet.map(\.sentence))) }
        if !outcome.warnings.isEmpty { add(.warnings, .strings(outcome.warnings)) }
        add(.timing, outcome.times.json)
        add(.address, outcome.peer.map(JSONValue.string))
        add(.http, outcome.httpVersion.map(JSONValue.string))
        add(.size, outcome.size.map(JSONValue.int))
        if outcome.isTruncated { add(.truncated, .bool(true)) }
        if outcome.redirects > 0 { add(.redirects, .int(outcome.redirects)) }
        add(.location, outcome.location.map(JSONValue.string))
        add(.certificate, outcome.certificate?.json(at: began))
        if outcome.attempts > 1 { add(.attempts, .int(outcome.attempts)) }
        return Record(members: JSONObject(uniqueMembers: members))
    }
}
