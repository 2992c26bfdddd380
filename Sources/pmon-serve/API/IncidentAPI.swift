// SPDX-License-Identifier: MIT

import PmonCore

/// Incidents in the API.
enum IncidentAPI {
    /// Incidents of an answer at most.
    static let limit = 1000

    /// `/api/v1/incidents`: those of the last seven days; `open=1` and `key=` choose among them.
    ///
    /// With `before` (Unix seconds or RFC 3339) those of all time that began before it; `next_before`
    /// then asks for older ones. `nil` if it is no instant.
    static func list(_ snapshot: Snapshot, fields: FormFields) -> JSONValue? {
        let key = fields["key"]
        if let text = fields["before"] {
            guard let before = HistoryAPI.time(text, otherwise: .infinity) else { return nil }
            let found = snapshot.incidents(before: before, key: key, limit: limit)
            var object: JSONObject = [
                "revision": .string(snapshot.revision),
                "incidents": .array(found.incidents.map(value)),
            ]
            if found.hasMore, let last = found.incidents.last {
                object["next_before"] = MonitorAPI.seconds(last.start)
            }
            return .object(object)
        }
        let isOpen = fields["open"] == "1"
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
        ])
    }
}
