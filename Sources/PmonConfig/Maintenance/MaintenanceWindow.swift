// SPDX-License-Identifier: MIT

package import PmonRecord

/// A window of planned maintenance: an entry of `[maintenance]`.
package final class MaintenanceWindow: Equatable, Sendable {
    /// Its name as it is written, `maintenance` of the records.
    package let name: String
    /// The targets that it covers.
    let patterns: TargetPatterns
    /// Its line in the configuration file, from 1.
    package let line: Int
    let schedule: WindowSchedule
    private let cache = OpeningCache()

    /// A window of that schedule.
    init(name: String, patterns: TargetPatterns, schedule: WindowSchedule, line: Int) {
        self.name = name
        self.patterns = patterns
        self.schedule = schedule
        self.line = line
    }

    /// True if the window is open at an instant.
    ///
    /// Fast if the instants are asked in order.
    func covers(_ instant: Timestamp) -> Bool {
        cache.isOpen(instant.microseconds, schedule)
    }

    /// True if both are the same entry.
    package static func == (left: MaintenanceWindow, right: MaintenanceWindow) -> Bool {
        left.name == right.name && left.patterns == right.patterns
            && left.schedule == right.schedule && left.line == right.line
    }

    /// The opening at an instant, as of a list of windows.
    package func opening(containing instant: Timestamp) -> Range<Timestamp>? {
        [self].opening(containing: instant)
    }

    /// The parts of its openings within a range, as of a list of windows.
    package func openings(from: Timestamp, to: Timestamp) -> [Range<Timestamp>] {
        [self].openings(from: from, to: to)
    }
}

extension [MaintenanceWindow] {
    /// The windows that cover a target, in the order of the configuration.
    package func covering(_ target: TargetTraits) -> [MaintenanceWindow] {
        filter { $0.patterns.matches(target) }
    }

    /// The first window that is open at an instant.
    package func first(at instant: Timestamp) -> MaintenanceWindow? {
        first { $0.covers(instant) }
    }

    /// The parts of the openings of all these windows that lie within a range: ascending, overlapping ones united.
    func openings(from: Timestamp, to: Timestamp) -> [Range<Timestamp>] {
        guard from < to else { return [] }
        let range = OpeningCache.clamped(from)..<OpeningCache.clamped(to)
        guard !range.isEmpty else { return [] }
        return united(overlapping: range).map { opening in
            let part = opening.clamped(to: range)
            return Timestamp(
                microseconds: part.lowerBound
            )..<Timestamp(microseconds: part.upperBound)
        }
    }

    /// The opening at an instant, windows that overlap or touch united; nil if none is open.
    ///
    /// Of an opening that lasts longer, the part within about 400 days of the instant.
    package func opening(containing instant: Timestamp) -> Range<Timestamp>? {
        let present = OpeningCache.clamped(instant)
        var opening: Range<Int64>?
        for days in [40, 400] {
            let reach = Int64(days) * CivilDay.seconds * 1_000_000
            let range = present - reach..<present + reach
            opening = united(overlapping: range).first { $0.contains(present) }
            guard let opening else { return nil }
            if opening.lowerBound > range.lowerBound, opening.upperBound < range.upperBound {
                break
            }
        }
        return opening.map { opening in
            Timestamp(
                microseconds: opening.lowerBound
            )..<Timestamp(microseconds: opening.upperBound)
        }
    }

    private func united(overlapping range: Range<Int64>) -> [Range<Int64>] {
        WindowSchedule.united(flatMap { $0.schedule.openings(overlapping: range) })
    }
}
