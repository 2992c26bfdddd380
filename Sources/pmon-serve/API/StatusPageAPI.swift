// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonText

/// `/api/v2/…`: the shape of Atlassian Statuspage, which many tools read.
/// https://metastatuspage.com/api
struct StatusPageAPI {
    /// The state of the files.
    let snapshot: Snapshot
    /// Unix seconds that count as now.
    let now: Double
    /// Scheme, host and port of the server.
    let base: String

    /// The document of a name (`status`, `summary`, `components`, `incidents`); `nil` for others.
    func document(_ name: String) -> JSONValue? {
        switch name {
        case "status": return .object(["page": page, "status": status])
        case "components": return .object(["page": page, "components": components])
        case "incidents":
            return .object(["page": page, "incidents": incidents(snapshot.incidents)])
        case "scheduled-maintenances":
            return maintenances(snapshot.planned(now: now))
        case "scheduled-maintenances/active":
            return maintenances(snapshot.planned(now: now).filter { $0.isOpen(now: now) })
        case "scheduled-maintenances/upcoming":
            return maintenances(snapshot.planned(now: now).filter { !$0.isOpen(now: now) })
        case "summary":
            let open = snapshot.incidents.filter { $0.end == nil }
            return .object([
                "page": page, "status": status, "components": components,
                "incidents": incidents(open),
                "scheduled_maintenances": scheduled(snapshot.planned(now: now)),
            ])
        default: return nil
        }
    }

    private var page: JSONValue {
        .object([
            "id": .string(snapshot.id), "name": .string("pmon \(snapshot.id)"),
            "url": .string(base), "time_zone": .string(LocalTime.zoneName(now)),
            "updated_at": .string(LocalTime.rfc3339(snapshot.scan?.at ?? snapshot.made)),
        ])
    }

    private var status: JSONValue {
        let counts = snapshot.counts(now: now)
        let indicator =
            switch counts.worst {
            case .ok: "none"
            case .maintenance: "maintenance"
            case .app: "minor"
            case .stale, .noData, .removed: "major"
            case .down: counts[.down] == counts.total ? "critical" : "major"
            }
        return .object([
            "indicator": .string(indicator),
            "description": .string(Banner(snapshot, now: now).headline),
        ])
    }

    private var components: JSONValue {
        .array(
            snapshot.present.enumerated().map { place, monitor in
                .object(component(monitor, place: place + 1))
            }
        )
    }

    private func component(_ monitor: Monitor, place: Int) -> JSONObject {
        let state = snapshot.state(monitor, now: now)
        let first = monitor.runs.at.first ?? monitor.at
        return [
            "id": .string(monitor.key), "name": .string(monitor.name),
            "status": .string(Self.component(state)),
            "description": .string(MonitorRow.sentence(monitor)),
            "created_at": first.map { .string(LocalTime.rfc3339($0)) } ?? .null,
            "updated_at": monitor.at.map { .string(LocalTime.rfc3339($0)) } ?? .null,
            "position": .int(place), "showcase": .bool(true), "group_id": .null,
            "group": .bool(false), "only_show_if_degraded": .bool(false),
            "page_id": .string(snapshot.id),
        ]
    }

    private static func component(_ state: CheckState) -> String {
        switch state {
        case .ok: "operational"
        case .maintenance: "under_maintenance"
        case .app: "partial_outage"
        case .down: "major_outage"
        // The format has no word for what is not known; it must not look good.
        case .stale, .noData, .removed: "degraded_performance"
        }
    }

    private func maintenances(_ windows: [PlannedWindow]) -> JSONValue {
        .object(["page": page, "scheduled_maintenances": scheduled(windows)])
    }

    private func scheduled(_ windows: [PlannedWindow]) -> JSONValue {
        .array(windows.prefix(50).map { .object(scheduled($0)) })
    }

    private func scheduled(_ window: PlannedWindow) -> JSONObject {
        let isOpen = window.isOpen(now: now)
        let status = isOpen ? "in_progress" : "scheduled"
        let from: JSONValue = .string(LocalTime.rfc3339(window.from))
        // When it was planned is not known; that the files said so is.
        let seen: JSONValue = isOpen ? from : .string(LocalTime.rfc3339(snapshot.made))
        let components = window.keys.compactMap(snapshot.monitor).map {
            JSONValue.object(component($0, place: 1))
        }
        return [
            "id": .string(window.id), "name": .string(window.name), "status": .string(status),
            "impact": .string("maintenance"), "scheduled_for": from,
            "scheduled_until": .string(LocalTime.rfc3339(window.until)),
            "created_at": seen, "updated_at": seen,
            "started_at": isOpen ? from : .null, "monitoring_at": .null, "resolved_at": .null,
            "shortlink": .string(base + "/"), "page_id": .string(snapshot.id),
            "incident_updates": .array([
                .object([
                    "id": .string("\(window.id)-\(status)"), "incident_id": .string(window.id),
                    "status": .string(status), "body": .string("Planned maintenance."),
                    "created_at": seen, "display_at": seen, "updated_at": seen,
                ])
            ]),
            "components": .array(components),
        ]
    }

    private func incidents(_ incidents: [Incident]) -> JSONValue {
        .array(incidents.prefix(50).map { .object(incident($0)) })
    }

    private func incident(_ incident: Incident) -> JSONObject {
        let start: JSONValue = .string(LocalTime.rfc3339(incident.start))
        let end: JSONValue = incident.end.map { .string(LocalTime.rfc3339($0)) } ?? .null
        let updated: JSONValue =
            incident.end == nil ? .string(LocalTime.rfc3339(incident.last)) : end
        let component: JSONObject? = snapshot.monitor(incident.key).map {
            self.component($0, place: 1)
        }
        return [
            "id": .string(incident.id),
            "name": .string("\(incident.name): \(Self.cause(incident))"),
            "status": .string(incident.end == nil ? "investigating" : "resolved"),
            "impact": .string(incident.worst == .down ? "major" : "minor"),
            "shortlink": .string("\(base)/m/\(incident.key)"),
            "created_at": start, "started_at": start, "updated_at": updated,
            "monitoring_at": .null, "resolved_at": end, "page_id": .string(snapshot.id),
            "incident_updates": .array(updates(incident)),
            "components": .array([component.map(JSONValue.object)].compactMap { $0 }),
        ]
    }

    /// What is said of an incident; strangers may not read the message.
    private static func cause(_ incident: Incident) -> String {
        incident.message.isEmpty ? incident.worst.words.text : incident.message
    }

    /// The story of an incident, the latest first: it ended, it began.
    private func updates(_ incident: Incident) -> [JSONValue] {
        func update(_ status: String, _ body: String, _ at: Double) -> JSONValue {
            .object([
                "id": .string("\(incident.id)-\(status)"), "incident_id": .string(incident.id),
                "status": .string(status), "body": .string(body),
                "created_at": .string(LocalTime.rfc3339(at)),
                "display_at": .string(LocalTime.rfc3339(at)),
                "updated_at": .string(LocalTime.rfc3339(at)),
            ])
        }
        let begin = update("investigating", Self.cause(incident), incident.start)
        guard let end = incident.end else { return [begin] }
        let length = DurationWords.text(seconds: incident.length(now: end))
        let sentence =
            incident.isCutOff
            ? "No longer watched; it failed for \(length)." : "Recovered after \(length)."
        return [update("resolved", sentence, end), begin]
    }
}
