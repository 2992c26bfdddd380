// SPDX-License-Identifier: MIT

import PmonJSON

/// Incidents in the API.
enum IncidentAPI {
    /// Incidents of an answer at most.
    static let limit = 1000

    /// Why a query is refused; `nil` if it is not.
    static func fault(_ fields: FormFields) -> String? {
        if let open = fields["open"], !["0", "1"].contains(open) { return "open is 0 or 1" }
        guard HistoryAPI.time(fields["before"], otherwise: 0) != nil else {
            return "before is Unix seconds or RFC 3339"
        }
        return nil
    }

    /// `/api/v1/incidents`: those of the last seven days; `open=1` and `key=` choose among them.
    ///
    /// With `before` (Unix seconds or RFC 3339) those of all time that began before it; `next_before`
    /// then asks for older ones. `nil` if it is no instant.
    static func list(_ snapshot: Snapshot, fields: FormFields) -> JSONValue? {
        let key = fields["key"]
        let isOpen = fields["open"] == "1"
        if let text = fields["before"] {
            guard let before = HistoryAPI.time(text, otherwise: .infinity) else { return nil }
            var found = snapshot.incidents(before: before, key: key, limit: limit)
            if isOpen { found.incidents.removeAll { $0.end != nil } }
            var object: JSONObject = [
                "revision": .string(snapshot.revision),
                "incidents": .array(found.incidents.map(value)),
            ]
            if found.hasMore, let last = found.incidents.last {
                object["next_before"] = MonitorAPI.seconds(last.start)
            }
            return .object(object)
        }
        let incidents = snapshot.incidents.filter { incident in
            (key == nil || incident.key == key) && (!isOpen || incident.end == nil)
        }
        return .object([
            "revision": .string(snapshot.revision),
            "incidents": .array(incidents.prefix(limit).map(value)),
        ])
    }

    /// One incident.
    static func value(_ incident: Incident) -> JSONValue {
        .object([
            "id": .string(incident.id), "key": .string(incident.key),
            "name": .string(incident.name), "state": .string(incident.worst.name),
            "start": .string(LocalTime.rfc3339(incident.start)),
            "end": incident.end.map { .string(LocalTime.rfc3339($0)) } ?? .null,
            "checks": .int(incident.count), "message": .string(incident.message),
            "maintenance_s": .number(JSONNumber(incident.maintenance, decimals: 3)),
        ])
    }
}
