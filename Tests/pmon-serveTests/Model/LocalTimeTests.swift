// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct LocalTimeTests {
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
