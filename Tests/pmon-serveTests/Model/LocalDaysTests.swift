// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct LocalDaysTests {
    @Test func `neighbours of midnight are on different days`() {
        var days = LocalDays()
        let today = days.number(of: Fixture.now)
        // Midnight of the zone this runs in: the day's number changes within 26 hours, once or twice.
        let numbers = stride(from: 0.0, through: 86_400, by: 600).map {
            days.number(of: Fixture.now + $0)
        }
        #expect(numbers.first == today)
        #expect(numbers.last == today + 1)
        #expect(numbers == numbers.sorted())
        var fresh = LocalDays()
        #expect(fresh.number(of: Fixture.now) == today)
    }

    @Test func `a number is a date`() {
        let number = LocalDays.number(year: 2026, month: 2, day: 28)
        #expect(LocalDays.text(number) == "2026-02-28")
        #expect(LocalDays.text(number + 1) == "2026-03-01")
        #expect(LocalDays.number(year: 1970, month: 1, day: 1) == 0)
        #expect(LocalDays.number(year: 1969, month: 12, day: 31) == -1)
    }
}
