// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText

/// The targets of one period under `--every`, and how far the present scan over them has come.
struct ScanRhythm {
    /// Time between the beginnings of two scans.
    let period: Duration
    /// Time that the targets of a scan are spread over.
    let spread: Duration
    /// What the next scan checks.
    let targets: [ProbeTarget]
    /// When the first scan began; all others begin whole periods later.
    let began: Monotonic
    /// The scan that goes on; nil between two.
    private(set) var scan: ScanIdentity?
    /// Periods that have passed or been left out.
    private var periods = 0
    /// How many targets of the scan have had their turn.
    private var place = 0

    /// A rhythm whose first scan begins at that instant.
    init(period: Duration, spread: Duration, targets: [ProbeTarget], began: Monotonic) {
        self.period = period
        self.spread = spread
        self.targets = targets
        self.began = began
    }

    /// The rhythms of targets: those without a period of their own have that of `--every`, which is always there and first.
    ///
    /// A scan is spread over its period, and over that of `--every` at most, so that a target of a long period need not
    /// wait for its first check.
    static func all(of targets: [ProbeTarget], every: Duration, from now: Monotonic) -> [ScanRhythm]
    {
        let groups = Dictionary(grouping: targets) { $0.every ?? every }
        let others = groups.keys.filter { $0 != every }.sorted()
        return ([every] + others).map { period in
            ScanRhythm(
                period: period,
                spread: min(period, every),
                targets: groups[period] ?? [],
                began: now
            )
        }
    }

    /// When a scan begins, or the next target of the one that goes on has its turn.
    var due: Monotonic {
        let start = began + Self.multiple(period, periods, of: 1)
        return place == 0 ? start : start + Self.multiple(spread, place, of: targets.count)
    }

    /// Begins a scan.
    mutating func begin(_ identity: ScanIdentity) {
        place = 0
        scan = identity
        if targets.isEmpty { end() }
    }

    /// The target whose turn it is; after the last one the scan is over.
    mutating func next() -> ProbeTarget {
        let target = targets[place]
        place += 1
        if place == targets.count { end() }
        return target
    }

    /// True until its first scan is over.
    var isInFirstScan: Bool { periods == 0 }

    /// Leaves a scan out, or ends one; the next is that of the period after it, or of the present one if more have passed.
    mutating func end() {
        scan = nil
        place = 0
        periods = Self.nextPeriod(after: periods, began: began, period: period)
    }

    /// True if both check the same: then the rhythm goes on, whatever else has changed.
    func hasSameTargets(as other: ScanRhythm) -> Bool {
        period == other.period && targets.count == other.targets.count
            && zip(targets, other.targets).allSatisfy {
                $0.key == $1.key && $0.address == $1.address
            }
    }

    /// The same rhythm with new settings of its targets.
    func going(on other: ScanRhythm) -> ScanRhythm {
        var rhythm = ScanRhythm(
            period: period,
            spread: spread,
            targets: targets,
            began: other.began
        )
        (rhythm.scan, rhythm.periods, rhythm.place) = (other.scan, other.periods, other.place)
        return rhythm
    }

    /// The period after that one, or the present one if more have passed; those between are left out.
    static func nextPeriod(after number: Int, began: Monotonic, period: Duration) -> Int {
        let elapsed = (Monotonic.now() - began).wholeMicroseconds
        let passed = elapsed / max(period.wholeMicroseconds, 1)
        return max(number + 1, Int(passed))
    }

    /// `duration * numerator / denominator`, exact to the microsecond.
    static func multiple(_ duration: Duration, _ numerator: Int, of denominator: Int) -> Duration {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        let base = duration.wholeMicroseconds
        return .microseconds(base * Int64(whole) + base * Int64(rest) / Int64(denominator))
    }
}
