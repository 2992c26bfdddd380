// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonText

extension Snapshot {
    /// What strangers may see with `http.evidence = private`: names, states and times.
    ///
    /// Everything that is answered to them is made from this, so no page, feed or search can give away more.
    func forStrangers() -> Snapshot {
        let monitors = monitors.map(\.forStrangers)
        let files = files.map { file in
            var file = file
            file.name = file.name.hasSuffix(".journal") ? "results.journal" : "results"
            file.changed = nil
            file.size = 0
            if case .bad = file.condition { file.condition = .bad("they cannot be read") }
            return file
        }
        return Snapshot(
            revision: Digest.hex(Array("strangers \(revision)".utf8)),
            id: id,
            made: made,
            monitors: monitors,
            messages: MessageTable(),
            every: every,
            files: files,
            legacy: Self.legacy(id: id, monitors),
            archive: EvidenceArchive(data: "", journal: ""),
            shared: shared,
            isForStrangers: true
        )
    }

    /// `{"id": …, "data": {name: {"time": …, "result": …, "at": …}}}`.
    private static func legacy(id: String, _ monitors: [Monitor]) -> Entity {
        var data: JSONObject = [:]
        for monitor in monitors where !monitor.isRemoved && monitor.result != .noData {
            var record: JSONObject = [:]
            record["time"] = monitor.at.map { .string(Timestamp(seconds: $0).local) }
            record["result"] = monitor.checkResult.map { .string($0.rawValue) }
            record["at"] = monitor.at.map { .number(Timestamp(seconds: $0).number) }
            data[monitor.name] = .object(record)
        }
        let value: JSONValue = .object(["id": .string(id), "data": .object(data)])
        return Entity(JSONWriter.bytes(value) + [0x0A], type: "application/json")
    }
}

extension Monitor {
    /// Without address, message, warnings, evidence and what a silence says.
    var forStrangers: Monitor {
        var monitor = self
        // What has no other name than its address gets that of its key.
        let parts = name.hasPrefix(url) ? name.dropFirst(url.count) : nil
        let name = parts.map { "\(target ?? "Monitor \(key.prefix(6))")\($0)" } ?? name
        monitor.name = name
        monitor.url = ""
        monitor.target = nil
        monitor.message = ""
        monitor.silence = nil
        monitor.remote = nil
        monitor.proofs = []
        monitor.incidents = incidents.map { incident in
            var incident = incident
            (incident.name, incident.message) = (name, "")
            return incident
        }
        var members: JSONObject = [:]
        for key in [RecordKey.run, .of] { members[key.rawValue] = record[key] }
        if let total = record[.timing]?.object?["total"] {
            members[RecordKey.timing.rawValue] = .object(["total": total])
        }
        monitor.record = Record(members: members)
        return monitor
    }

    /// The result of the latest check, as records spell it.
    var checkResult: CheckResult? {
        switch result {
        case .ok: .success
        case .app: .applicationError
        case .down: .exceptionError
        case .noData, .maintenance, .stale, .removed: nil
        }
    }
}
