// SPDX-License-Identifier: MIT

import PmonJSON
import PmonText

/// `/api/v1/status`: how things are, small enough to be asked for every few seconds.
enum StatusAPI {
    /// The answer; its tag changes when state, files or a scan change, not with the age alone.
    static func reply(_ snapshot: Snapshot, job: ScanJob?, process: String = "", now: Double)
        -> Reply
    {
        let state = snapshot.counts(now: now).worst
        let banner = Banner(snapshot, now: now)
        let scan = job.map { "\($0.id)-\($0.state)-\($0.done)" } ?? ""
        let stale = snapshot.counts(now: now)[.stale]
        return .json(
            value(snapshot, job: job, process: process, now: now),
            validator: Digest.hex(
                Array(
                    "\(snapshot.revision) \(state.name) \(stale) \(scan) \(banner.state) \(Assets.digest) \(process)"
                        .utf8
                )
            )
        )
    }

    /// The value.
    static func value(_ snapshot: Snapshot, job: ScanJob?, process: String = "", now: Double)
        -> JSONValue
    {
        let counts = snapshot.counts(now: now)
        let banner = Banner(snapshot, now: now)
        var object: JSONObject = [
            "id": .string(snapshot.id), "state": .string(name(counts.worst)),
            "counts": Self.counts(counts),
        ]
        if let scan = snapshot.scan {
            object["last_scan"] = .string(LocalTime.rfc3339(scan.at))
            object["age_s"] = .int(Int(max(0, now - scan.at)))
            if scan.isIncomplete { object["incomplete"] = .bool(true) }
        } else {
            object["last_scan"] = .null
            object["age_s"] = .null
        }
        object["every_s"] = snapshot.every.map { .number(JSONNumber($0, decimals: 0)) } ?? .null
        object["stale"] = .bool(counts[.stale] > 0)
        object["revision"] = .string(snapshot.revision)
        object["process"] = .string(process)
        object["assets"] = .string(Assets.digest)
        object["headline"] = .string(banner.headline)
        object["detail"] = .string(banner.detail)
        object["banner"] = .string(banner.state.name)
        object["glyph"] = .string(banner.glyph)
        object["title"] = banner.title.map(JSONValue.string) ?? .null
        if let problem = snapshot.brokenFile?.problem { object["problem"] = .string(problem) }
        object["scan"] = job.map { .object(ScanAPI.value($0)) } ?? .null
        return .object(object)
    }

    /// The state as scripts know it, one of five: where no check has said anything, nothing good is
    /// known of now.
    static func name(_ state: CheckState) -> String {
        state == .noData ? CheckState.stale.name : state.name
    }

    /// The counts by state and in all.
    static func counts(_ counts: Counts) -> JSONValue {
        .object([
            "ok": .int(counts[.ok]), "app": .int(counts[.app]), "down": .int(counts[.down]),
            "maintenance": .int(counts[.maintenance]), "stale": .int(counts[.stale]),
            "silenced": .int(counts.silenced), "total": .int(counts.total),
        ])
    }
}
