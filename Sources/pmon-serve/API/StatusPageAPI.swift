// SPDX-License-Identifier: MIT

import PmonCore

/// `/api/v2/…`: the shape of Atlassian Statuspage, which many tools read.
/// https://metastatuspage.com/api
struct StatusPageAPI {
    /// The state of the files.
    let snapshot: Snapshot
    /// Unix seconds that count as now.
    let now: Double

    /// The document of a name (`status`, `summary`, `components`, `incidents`); `nil` for others.
    func document(_ name: String) -> JSONValue? {
        switch name {
        case "status": return .object(["page": page, "status": status])
        case "components": return .object(["page": page, "components": components])
        case "incidents":
            return .object(["page": page, "incidents": incidents(snapshot.incidents)])
        case "summary":
            let open = snapshot.incidents.filter { $0.end == nil }
            return .object([
                "page": page, "status": status, "components": components,
                "incidents": incidents(open), "scheduled_maintenances": .array([]),
            ])
        default: return nil
        }
    }

    private var page: JSONValue {
        .object([
            "id": .string(snapshot.id), "name": .string("pmon \(snapshot.id)"),
            "updated_at": .string(LocalTime.rfc3339(snapshot.scan?.at ?? snapshot.made)),
        ])
    }

    private var status: JSONValue {
        let counts = snapshot.counts(now: now)
        let indicator =
            switch counts.worst {
            case .ok, .noData: "none"
            case .app: "minor"
            case .stale: "major"
            case .down: counts[.down] == counts.total ? "critical" : "major"
            }
        return .object([
            "indicator": .string(indicator),
            "description": .string(Banner(snapshot, now: now).headline),
        ])
    }

    private var components: JSONValue {
        .array(
            snapshot.monitors.filter { !$0.isRemoved }.map { monitor in
                let state = snapshot.state(monitor, now: now)
                return .object([
                    "id": .string(monitor.key), "name": .string(monitor.name),
                    "status": .string(Self.component(state)),
                    "description": .string(MonitorRow.sentence(monitor)),
                    "updated_at": monitor.at.map { .string(LocalTime.rfc3339($0)) } ?? .null,
                    "group": .bool(false),
                ])
            }
        )
    }

    private static func component(_ state: CheckState) -> String {
        switch state {
        case .ok, .noData: "operational"
        case .app: "partial_outage"
        case .down: "major_outage"
        case .stale: "degraded_performance"
        }
    }

    private func incidents(_ incidents: [Incident]) -> JSONValue {
        .array(
            incidents.prefix(50).map { incident in
                .object([
                    "id": .string(incident.id),
                    "name": .string("\(incident.name): \(incident.message)"),
                    "status": .string(incident.end == nil ? "investigating" : "resolved"),
                    "impact": .string(incident.worst == .down ? "major" : "minor"),
                    "created_at": .string(LocalTime.rfc3339(incident.start)),
                    "updated_at": .string(LocalTime.rfc3339(incident.end ?? incident.last)),
                    "resolved_at": incident.end.map { .string(LocalTime.rfc3339($0)) } ?? .null,
                    "components": .array([.object(["id": .string(incident.key)])]),
                ])
            }
        )
    }
}
