// SPDX-License-Identifier: MIT

import PmonText

/// Share of time that a monitor was up in a window, by the states between its checks.
struct Uptime: Equatable, Sendable {
    /// Seconds of the window that checks speak for.
    var seen: Double
    /// Seconds of those in which the last check was good.
    var up: Double
    /// Length of the window in seconds.
    var window: Double
    /// Seconds of the window that were planned maintenance, which counts neither as seen nor as up.
    var maintenance = 0.0
    /// Seconds of the window since the first check.
    var watched = 0.0

    /// Share of the observed time that was up, 0 to 1; `nil` if nothing was observed.
    var share: Double? { seen > 0 ? min(1, max(0, up / seen)) : nil }

    /// Share of the window without its maintenance that was observed, 0 to 1.
    var coverage: Double {
        let rest = window - maintenance
        return rest > 0 ? min(1, max(0, seen / rest)) : 0
    }

    /// Coverage from which a percentage stands without remark; the monitor's page tells it always.
    static let fullCoverage = 0.95

    /// Whether the percentage is one of a time shorter than the window, because the first check is young.
    var isYoung: Bool {
        watched < window * Self.fullCoverage
            && seen >= (watched - maintenance) * Self.fullCoverage
    }

    /// What the percentage stands for, where that is not the whole window: `of 12 h`, `19 % seen`.
    var remark: String? {
        guard coverage < Self.fullCoverage else { return nil }
        if isYoung {
            // There is room for the largest unit alone.
            let words = DurationWords.text(seconds: watched).split(separator: " ").prefix(2)
            return "of \(words.joined(separator: " "))"
        }
        return coverage < 0.01 ? "<1 % seen" : "\(Int(coverage * 100)) % seen"
    }

    /// Hours of maintenance for people: `2.5 h`; `nil` if there was none.
    var maintenanceText: String? {
        guard maintenance > 0 else { return nil }
        let tenths = max(1, Int((maintenance / 360).rounded()))
        return tenths % 10 == 0 ? "\(tenths / 10) h" : "\(tenths / 10).\(tenths % 10) h"
    }

    /// Windows that page and API show, with their lengths in seconds.
    static let windows: [(name: String, seconds: Double)] = [
        ("24h", 86_400), ("7d", 7 * 86_400), ("30d", 30 * 86_400), ("90d", 90 * 86_400),
    ]

    /// Percent for the page: never 100 unless it is.
    static func percent(_ share: Double) -> String {
        if share >= 1 { return "100 %" }
        let hundredths = Int(share * 10_000)
        if share >= 0.999 {
            return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) %"
        }
        let tenths = Int(share * 1000)
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

extension Runs {
    /// Uptime from one instant to another: a check counts from its time to the next check, at most
    /// ``reach`` times the usual distance, and the last one at most to `to`.
    func uptime(from: Double, to: Double) -> Uptime {
        let late = sums(to)
        let early = sums(from)
        return Uptime(
            seen: max(0, late.seen - early.seen),
            up: max(0, late.up - early.up),
            window: max(0, to - from),
            maintenance: max(0, late.maintenance - early.maintenance),
            watched: max(0, to - max(from, at.first ?? to))
        )
    }

    /// Seconds observed, up and of maintenance before an instant.
    private func sums(_ time: Double) -> (seen: Double, up: Double, maintenance: Double) {
        let next = firstIndex(after: time)
        guard next > 0 else { return (0, 0, 0) }
        let index = next - 1
        var length = min(time - at[index], (usualDistance ?? 0) * Self.reach)
        if next < count { length = min(length, at[next] - at[index]) }
        let state = state(index)
        return (
            seenBefore[index] + (state == .maintenance ? 0 : length),
            upBefore[index] + (state == .ok ? length : 0),
            (maintenanceBefore.isEmpty ? 0 : maintenanceBefore[index])
                + (state == .maintenance ? length : 0)
        )
    }
}
