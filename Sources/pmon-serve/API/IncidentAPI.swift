// SPDX-License-Identifier: MIT

import PmonCore

/// Incidents in the API.
enum IncidentAPI {
    /// `/api/v1/incidents`: those of the last seven days; `open=1` and `key=` choose among them.
    static func list(_ snapshot: Snapshot, fields: FormFields) -> JSONValue {
        let key = fields["key"]
        let isOpen = fields["open"] == "1"
        let incidents = snapshot.incidents.filter { incident in
            (key == nil || incident.key == key) && (!isOpen || incident.end == nil)
        }
        return .object([
            "revision": .string(snapshot.revision),
            "incidents": .array(incidents.prefix(1000).map(value)),
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
