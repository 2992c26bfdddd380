// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// An opening of a maintenance window, present or to come, with the monitors that it covers.
struct PlannedWindow: Equatable, Sendable {
    /// Name of the window.
    let name: String
    /// Unix seconds at which it opens.
    let from: Double
    /// Unix seconds at which it closes.
    let until: Double
    /// Keys of its monitors.
    let keys: [String]

    /// How far ahead windows are shown: seven days.
    static let reach = 7 * 86_400.0
    /// Openings kept at most.
    static let limit = 1000

    /// Permanent name of the opening.
    var id: String { "\(MonitorKey.of(name))-\(Int(from))" }

    /// Whether it is open at an instant.
    func isOpen(now: Double) -> Bool { from <= now && now < until }

    /// The openings of all windows of some monitors that are open or begin within ``reach``, the first one first.
    static func all(of monitors: [Monitor], now: Double) -> [PlannedWindow] {
        var keys: [Int: [String]] = [:]
        var windows: [MaintenanceWindow] = []
        for monitor in monitors where !monitor.isRemoved {
            for window in monitor.windows {
                if keys[window.line] == nil { windows.append(window) }
                keys[window.line, default: []].append(monitor.key)
            }
        }
        let present = Timestamp(seconds: now)
        // A minute more, because a snapshot lives that long.
        let end = Timestamp(seconds: now + reach + 60)
        let openings = windows.flatMap { window in
            window.openings(from: present, to: end).map { part in
                // An opening that has begun, or that goes on behind the end, is told as a whole.
                let whole = window.opening(containing: part.lowerBound) ?? part
                return PlannedWindow(
                    name: window.name,
                    from: whole.lowerBound.seconds,
                    until: whole.upperBound.seconds,
                    keys: keys[window.line] ?? []
                )
            }
        }
        return Array(openings.sorted { ($0.from, $0.name) < ($1.from, $1.name) }.prefix(limit))
    }
}
