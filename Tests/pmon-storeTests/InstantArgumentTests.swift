// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct InstantArgumentTests {
    private let now = Timestamp(seconds: 1_800_000_000)

    @Test(arguments: [
        ("7d", 1_800_000_000 - 7 * 86_400.0), ("90s", 1_799_999_910), ("1700000000", 1_700_000_000),
        ("1700000000.5", 1_700_000_000.5), ("0", 0),
    ])
    func `ages and Unix seconds`(text: String, seconds: Double) {
        #expect(InstantArgument(argument: text)?.instant(now: now) == Timestamp(seconds: seconds))
    }

    @Test(arguments: [
        ("3 days ago", 259_200.0), ("1 Hour ago", 3600.0), ("2 weeks ago", 1_209_600.0),
        ("now", 0.0),
    ])
    func `ages in words`(text: String, age: Double) {
        let then = Timestamp(seconds: now.seconds - age)
        #expect(InstantArgument(argument: text)?.instant(now: now) == then)
    }

    @Test func `today and yesterday begin at midnight`() throws {
        let noon = try #require(Timestamp(local: "2026-03-01 12:00:00"))
        for (word, local) in [
            ("today", "2026-03-01 00:00:00"), ("Yesterday", "2026-02-28 00:00:00"),
        ] {
            let instant = InstantArgument(argument: word)?.instant(now: noon)
            #expect(instant == Timestamp(local: local))
        }
    }

    @Test(arguments: [
        ("2026-11-22 17:23:49.000001", "2026-11-22 17:23:49.000001"),
        ("2026-11-22", "2026-11-22 00:00:00"),
        ("2026-11-22T17:23", "2026-11-22 17:23:00"),
    ])
    func `local times and dates`(text: String, local: String) {
        #expect(InstantArgument(argument: text)?.instant(now: now) == Timestamp(local: local))
    }

    @Test(arguments: [
        ("2026-11-22T17:23:49Z", 1_795_368_229.0), ("2026-11-22T19:23:49+02:00", 1_795_368_229),
        ("2026-11-22 17:23:49.25z", 1_795_368_229.25),
    ])
    func `times with a zone`(text: String, seconds: Double) {
        #expect(InstantArgument(argument: text)?.instant(now: now) == Timestamp(seconds: seconds))
    }

    @Test(arguments: [
        "", "tomorrow", "days ago", "x days ago", "-1 days ago", "3 moons ago", "2026-13-01", "7x",
        "nan", "inf", "2026-11-22Z", "17:23:49Z",
        "2026-11-22T17:23:49+25:00",
    ])
    func `other texts are refused`(text: String) {
        #expect(InstantArgument(argument: text) == nil)
    }
}
