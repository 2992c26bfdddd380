// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct UptimeTests {
    /// Uptime second by second, the slow way.
    private func slow(_ runs: Runs, from: Int, to: Int) -> (
        seen: Double, up: Double, maintenance: Double
    ) {
        var maintenance = 0.0
        var seen = 0.0
        var up = 0.0
        let reach = (runs.usualDistance ?? 0) * 2.5
        for second in from..<to {
            let time = Double(second)
            guard let index = runs.at.lastIndex(where: { $0 <= time }),
                time - runs.at[index] < reach
            else { continue }
            if runs.isMaintenance(index) {
                maintenance += 1
                continue
            }
            seen += 1
            if runs.state(index) == .ok { up += 1 }
        }
        return (seen, up, maintenance)
    }

    @Test(arguments: [
        "oooooooooo", "oodooaoood", "dddddddddd", "o", "od", "", "ooDDOooDo", "OOOO", "DdOo", "oD",
    ])
    func `it agrees with counting every second`(letters: String) {
        let runs = Fixture.runs(letters)
        for (from, to) in [(-3600, 0), (-400, -100), (-95, -35), (-30, 0), (-10_000, 500)] {
            let start = Int(Fixture.now) + from
            let end = Int(Fixture.now) + to
            let expected = slow(runs, from: start, to: end)
            let uptime = runs.uptime(from: Double(start), to: Double(end))
            #expect(uptime.seen == expected.seen)
            #expect(uptime.up == expected.up)
            #expect(uptime.maintenance == expected.maintenance)
        }
    }

    @Test func `a gap counts as not observed, neither up nor down`() {
        var runs = Runs()
        for at in [0.0, 60, 120, 10_000, 10_060] {
            runs.add(RecordedCheck(at: at, state: .ok, milliseconds: nil, message: ""), message: 0)
        }
        var calendar = LocalDays()
        runs.seal(expected: nil, calendar: &calendar)
        let uptime = runs.uptime(from: 0, to: 10_060)
        #expect(uptime.share == 1)
        #expect(uptime.seen == 120 + 150 + 60)
        #expect(uptime.coverage < 0.04)
    }

    @Test func `maintenance is left out of share and coverage`() {
        let uptime = Fixture.runs("odDDDDdo").uptime(from: Fixture.now - 450, to: Fixture.now)
        #expect(uptime.maintenance == 240)
        #expect(uptime.share == 90.0 / 210)
        #expect(uptime.coverage == 1)
        #expect(uptime.maintenanceText == "0.1 h")
        #expect(
            Uptime(seen: 1, up: 1, window: 86_400, maintenance: 9000).maintenanceText == "2.5 h"
        )
        #expect(Uptime(seen: 1, up: 1, window: 86_400).maintenanceText == nil)
    }

    @Test func `without checks there is no share`() {
        let uptime = Runs().uptime(from: 0, to: 100)
        #expect(uptime.share == nil)
        #expect(uptime.coverage == 0)
    }

    @Test(arguments: [
        (1.0, "100 %"), (0.99999, "99.99 %"), (0.9994, "99.94 %"), (0.972, "97.2 %"),
        (0.9989, "99.8 %"), (0.0, "0.0 %"), (0.5, "50.0 %"),
    ])
    func `a percentage never rounds up to all`(share: Double, text: String) {
        #expect(Uptime.percent(share) == text)
    }

    @Test func `a young monitor says of how long, an old one how much was seen`() {
        let runs = Fixture.runs("oood")
        #expect(runs.uptime(from: Fixture.now - 86_400, to: Fixture.now).remark == "of 3 m")
        #expect(runs.uptime(from: Fixture.now - 210, to: Fixture.now).remark == nil)
        var old = Uptime(seen: 100, up: 100, window: 1000, watched: 1000)
        #expect(old.remark == "10 % seen")
        old.seen = 5
        #expect(old.remark == "<1 % seen")
    }
}
