// SPDX-License-Identifier: MIT

import PmonJSON
import TestSupport
import Testing

@testable import PmonRecord

struct TimestampTests {
    @Test(arguments: [
        (0.0, Int64(0)), (1.5, 1_500_000), (-0.000001, -1),
        (1_764_000_000.123456, 1_764_000_000_123_456),
        (.nan, 0), (.infinity, 253_402_300_799_000_000), (-.infinity, -62_135_596_800_000_000),
        (4_102_444_800.000001, 4_102_444_800_000_001),
    ])
    func `seconds are rounded to microseconds within the years 1 to 9999`(
        seconds: Double,
        microseconds: Int64
    ) {
        #expect(Timestamp(seconds: seconds).microseconds == microseconds)
    }

    @Test(arguments: [
        (Int64(0), "0.000000", 0), (1_764_000_000_999_999, "1764000000.999999", 1_764_000_000_999),
        (-1, "-0.000001", -1), (-1_500_000, "-1.500000", -1500), (-1000, "-0.001000", -1),
    ])
    func `an instant is spelled as seconds and counted as milliseconds`(
        microseconds: Int64,
        number: String,
        milliseconds: Int
    ) {
        let instant = Timestamp(microseconds: microseconds)
        #expect(instant.number.text == number)
        #expect(instant.milliseconds == milliseconds)
        #expect((0..<1_000_000).contains(instant.fraction))
        #expect(instant.wholeSeconds * 1_000_000 + instant.fraction == microseconds)
    }

    @Test func `instants are ordered, subtracted and added to`() {
        let first = Timestamp(microseconds: -5)
        let second = Timestamp(microseconds: 2_000_000)
        #expect(first < second)
        #expect(second - first == .microseconds(2_000_005))
        #expect(first + .seconds(2) == Timestamp(microseconds: 1_999_995))
    }

    @Test func `now is in the present and does not run backwards`() {
        let before = Timestamp.now()
        let after = Timestamp.now()
        #expect(before.seconds > 1_700_000_000)
        #expect(before <= after)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"), (2_147_483_648_000_000, "2038-01-19T03:14:08Z"),
        (-1, "1969-12-31T23:59:59Z"), (253_402_300_799_999_999, "9999-12-31T23:59:59Z"),
        (1_709_164_800_000_000, "2024-02-29T00:00:00Z"),
    ])
    func `UTC is spelled as RFC 3339`(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).utc == text)
    }

    @Test func `local time of any zone is read back`() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<2000 {
            let instant = Timestamp(
                microseconds: Int64.random(
                    in: -60_000_000_000_000_000...250_000_000_000_000_000,
                    using: &random
                )
            )
            let text = instant.local
            #expect(text.utf8.count == 26)
            #expect(Timestamp(local: text)?.local == text)
        }
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22 17:23", "2026-11-22T17:23:48", "2026-11-22 17:23:48.",
        "2026-11-22 17:23:48.1234567", "2026-11-22 17:23:48,123", "2026-11-22 17:23:48Z",
        "2026-11-22 17:23:48.12a456", "2026-13-01 00:00:00", "2026-00-01 00:00:00",
        "2026-02-29 00:00:00", "2026-04-31 00:00:00", "2026-01-00 00:00:00", "2026-01-01 24:00:00",
        "2026-01-01 00:60:00", "2026-01-01 00:00:60", "0000-01-01 00:00:00", "+026-01-01 00:00:00",
        " 026-01-01 00:00:00", "2026-11-22 17:23:48 ", "２026-1-22 17:23:48", "2026-11-22\t17:23:48",
    ])
    func `another spelling or a day that does not exist is no time`(text: String) {
        #expect(Timestamp(local: text) == nil)
    }

    @Test(arguments: [
        ("", Int64(0)), (".5", 500_000), (".05", 50_000), (".123456", 123_456), (".000001", 1),
        (".999999", 999_999),
    ])
    func `a fraction has up to six digits`(fraction: String, microseconds: Int64) throws {
        let whole = try #require(Timestamp(local: "2026-11-22 17:23:48"))
        let instant = try #require(Timestamp(local: "2026-11-22 17:23:48\(fraction)"))
        #expect(instant - whole == .microseconds(microseconds))
    }
}
