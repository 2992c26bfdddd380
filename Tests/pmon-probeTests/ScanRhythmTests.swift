// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import Testing

@testable import pmon_probe

struct ScanRhythmTests {
    @Test func `parts of a period add up without drift`() {
        let period = Duration.milliseconds(1000)
        #expect(ScanRhythm.multiple(period, 2, of: 3) == .microseconds(666_666))
        #expect(ScanRhythm.multiple(period, 3, of: 3) == period)
        #expect(
            ScanRhythm.multiple(.seconds(86_400 * 30), 1_000_000, of: 1)
                == .seconds(86_400 * 30 * 1_000_000)
        )
    }

    @Test func `periods that passed meanwhile are left out`() {
        let now = Monotonic.now()
        #expect(ScanRhythm.nextPeriod(after: 4, began: now, period: .seconds(100)) == 5)
        let began = Monotonic(nanoseconds: now.nanoseconds - 10_500_000_000)
        #expect(ScanRhythm.nextPeriod(after: 4, began: began, period: .seconds(1)) == 10)
    }

    private func rhythms(_ periods: [String?], from now: Monotonic) throws -> [ScanRhythm] {
        let targets = try periods.map { period in
            try probeTarget(checks: period.map { [("every", $0)] } ?? [])
        }
        return ScanRhythm.all(of: targets, every: .seconds(60), from: now)
    }

    @Test func `targets with a period of their own have a rhythm of their own`() throws {
        let now = Monotonic.now()
        var list = try rhythms([nil, "10s", nil, "1h", "10s", "1m"], from: now)
        #expect(list.map(\.period) == [.seconds(60), .seconds(10), .seconds(3600)])
        #expect(list.map(\.targets.count) == [3, 2, 1])
        // A long period is not what its targets wait for.
        #expect(list.map(\.spread) == [.seconds(60), .seconds(10), .seconds(60)])
        #expect(list.allSatisfy { $0.due == now })
        list[1].begin(ScanIdentity(count: 2, settings: PmonSettings()))
        _ = list[1].next()
        #expect(list[1].due == now + .seconds(5))
        _ = list[1].next()
        #expect(list[1].scan == nil)
        #expect(list[1].due == now + .seconds(10))
        #expect(try rhythms(["1h"], from: now).map(\.targets.count) == [0, 1])
    }

    @Test func `a rhythm with the same targets goes on where it was`() throws {
        let now = Monotonic.now()
        var old = try rhythms([nil, "10s", "10s"], from: now)
        old[1].begin(ScanIdentity(count: 2, settings: PmonSettings()))
        _ = old[1].next()
        let new = try rhythms([nil, nil, "10s", "10s"], from: now + .seconds(3))
        #expect(!new[0].hasSameTargets(as: old[0]))
        #expect(new[1].hasSameTargets(as: old[1]))
        let on = new[1].going(on: old[1])
        #expect(on.due == now + .seconds(5))
        #expect(on.scan?.run == old[1].scan?.run)
    }
}
