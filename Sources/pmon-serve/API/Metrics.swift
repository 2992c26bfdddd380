// SPDX-License-Identifier: MIT

import PmonRecord

/// `/metrics` in Prometheus' text format.
/// https://prometheus.io/docs/instrumenting/exposition_formats/
struct Metrics {
    /// Media type of the format.
    static let type = "text/plain; version=0.0.4; charset=utf-8"

    /// The state of the files.
    let snapshot: Snapshot
    /// Unix seconds that count as now.
    let now: Double

    /// The metrics of all monitors and of pmon itself.
    var text: String {
        var text = ""
        let shown = snapshot.present
        let counts = snapshot.counts(now: now)
        text += Self.head(
            "pmon_up",
            "Whether the last check was good; absent while it is stale or under maintenance.",
            "gauge"
        )
        for monitor in shown {
            switch snapshot.state(monitor, now: now) {
            case .ok: text += "pmon_up\(labels(monitor)) 1\n"
            case .app, .down: text += "pmon_up\(labels(monitor)) 0\n"
            // Nobody is to be alerted of planned work.
            case .maintenance, .stale, .noData, .removed: break
            }
        }
        text += Self.head("pmon_state", "State of an address: 1 for the one it is in.", "gauge")
        for monitor in shown {
            let state = snapshot.state(monitor, now: now)
            for other in CheckState.present {
                text +=
                    "pmon_state\(labels(monitor, ("state", other.name))) \(other == state ? 1 : 0)\n"
            }
        }
        text += family("pmon_maintenance", "Whether the last check fell into maintenance.", shown) {
            $0.maintenance == nil ? 0 : 1
        }
        text += family("pmon_silenced", "Whether a line of the silence file holds for it.", shown) {
            $0.silence == nil ? 0 : 1
        }
        text += family("pmon_check_timestamp_seconds", "When the last check began.", shown) {
            $0.at
        }
        text += family("pmon_check_duration_seconds", "How long the last check took.", shown) {
            $0.milliseconds.map { $0 / 1000 }
        }
        text += family("pmon_http_status", "Status of the last answer.", shown) {
            $0.record.integer(.status).map(Double.init)
        }
        text += family(
            "pmon_certificate_expiry_timestamp_seconds",
            "When the certificate runs out.",
            shown
        ) {
            $0.certificate?.expires
        }
        text += Self.head("pmon_uptime_ratio", "Share of the observed time that was good.", "gauge")
        text += uptimes(shown, "pmon_uptime_ratio") { $0.share }
        text += Self.head(
            "pmon_uptime_coverage_ratio",
            "Share of the time that was observed.",
            "gauge"
        )
        text += uptimes(shown, "pmon_uptime_coverage_ratio") { $0.coverage }
        text += Self.head("pmon_maintenance_seconds", "Time of planned maintenance.", "gauge")
        text += uptimes(shown, "pmon_maintenance_seconds") { $0.maintenance }
        text += Self.head("pmon_addresses", "Addresses in a state.", "gauge")
        for state in CheckState.present {
            text += "pmon_addresses{state=\"\(state.name)\"} \(counts[state])\n"
        }
        text += Self.head(
            "pmon_stale",
            "Whether the last scan is too old to say anything of now.",
            "gauge"
        )
        text += "pmon_stale \(counts[.stale] > 0 ? 1 : 0)\n"
        if let scan = snapshot.scan {
            text += Self.head(
                "pmon_last_scan_timestamp_seconds",
                "When the latest check began.",
                "gauge"
            )
            text += "pmon_last_scan_timestamp_seconds \(Self.number(scan.at))\n"
        }
        text += Self.head("pmon_readable", "Whether the result files can be read.", "gauge")
        text += "pmon_readable \(snapshot.isReadable ? 1 : 0)\n"
        return text
    }

    private func family(
        _ name: String,
        _ help: String,
        _ monitors: [Monitor],
        _ value: (Monitor) -> Double?
    ) -> String {
        let lines = monitors.compactMap { monitor in
            value(monitor).map { "\(name)\(labels(monitor)) \(Self.number($0))\n" }
        }
        return lines.isEmpty ? "" : Self.head(name, help, "gauge") + lines.joined()
    }

    private func uptimes(_ monitors: [Monitor], _ name: String, _ value: (Uptime) -> Double?)
        -> String
    {
        var text = ""
        for monitor in monitors {
            for (window, uptime) in zip(Uptime.windows, monitor.uptimes) {
                guard let share = value(uptime) else { continue }
                text += "\(name)\(labels(monitor, ("window", window.name))) \(Self.number(share))\n"
            }
        }
        return text
    }

    private static func head(_ name: String, _ help: String, _ type: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private func labels(_ monitor: Monitor, _ more: (String, String)...) -> String {
        // For strangers the key stands in for the address, so that no two are alike.
        var pairs = [monitor.url.isEmpty ? ("key", monitor.key) : ("url", monitor.url)]
        if let target = monitor.target { pairs.append(("target", target)) }
        if let place = monitor.place { pairs.append(("place", place)) }
        if monitor.name != monitor.url { pairs.append(("name", monitor.name)) }
        if !monitor.group.isEmpty { pairs.append(("group", monitor.group)) }
        let text = (pairs + more).map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
        return "{\(text.joined(separator: ","))}"
    }

    /// A label's value: backslash, quote and line end escaped.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
}
