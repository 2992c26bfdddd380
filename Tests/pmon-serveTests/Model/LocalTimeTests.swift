// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct LocalTimeTests {
    @Test(arguments: [
        (0.0, "0 s"), (59.4, "59 s"), (60, "1 m"), (61, "1 m 1 s"), (725, "12 m"), (3600, "1 h"),
        (11_100, "3 h 5 m"), (86_400, "1 d"), (187_200, "2 d 4 h"), (864_000, "10 d"), (-5, "0 s"),
    ])
    func `a length has its two largest units`(seconds: Double, text: String) {
        #expect(LocalTime.length(seconds) == text)
    }

    @Test func `the date is left out today alone`() {
        let now = Fixture.now
        #expect(LocalTime.short(now, now: now).count == 8)
        #expect(LocalTime.short(now - 2 * 86_400, now: now).count == 19)
        #expect(LocalTime.full(now).hasSuffix(LocalTime.short(now, now: now)))
    }

    @Test func `instants that no calendar knows do no harm`() {
        #expect(!LocalTime.full(1e300).isEmpty)
        #expect(!LocalTime.full(-1e300).isEmpty)
    }
}
