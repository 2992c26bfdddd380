// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct StripTests {
    @Test func `the newest runs stand at the right`() {
        let strip = Fixture.runs("oad").strip(.runs, today: 0)
        #expect(strip.letters == String(repeating: "-", count: 57) + "oad")
        #expect(strip.count(.noData) == 57)
    }

    @Test func `more runs than cells show the last ones`() {
        let letters = String(repeating: "d", count: 5) + String(repeating: "o", count: 60)
        #expect(Fixture.runs(letters).strip(.runs, today: 0).count(.ok) == 60)
    }

    @Test func `a cell of days is the worst of its day`() {
        let runs = Fixture.runs("odoo", distance: 86_400)
        var days = LocalDays()
        let today = days.number(of: Fixture.now - 30)
        #expect(runs.strip(.month, today: today).letters.suffix(5) == "-odoo")
        #expect(runs.strip(.quarter, today: today + 1).letters.suffix(5) == "odoo-")
        #expect(runs.strip(.quarter, today: today).states.count == 90)
    }
}
