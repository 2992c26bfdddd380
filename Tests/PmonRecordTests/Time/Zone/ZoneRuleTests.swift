// SPDX-License-Identifier: MIT

import Testing

@testable import PmonRecord

/// The rules of all zones are compared with zoneinfo by ClockZoneTests.
struct ZoneRuleTests {
    @Test(arguments: [
        ("UTC0", 0), ("CET-1", 3600), ("<-03>3", -10_800), ("NST3:30:15", -12_615),
        // All year.
        ("XXX3EDT4,0/0,J365/23", -14_400),
    ])
    func `an offset that never changes`(text: String, offset: Int64) throws {
        let rule = try #require(ZoneRule(text))
        for day in Int64(0)..<800 {
            #expect(rule.offset(at: 1_767_225_600 + day * 86_400) == offset)
        }
    }

    @Test func `each kind of day, in both hemispheres`() throws {
        // 2028 is a leap year: day J60 is 1 March, day 59 is 29 February.
        let julian = try #require(ZoneRule("AAA0BBB,J60/0,J61/1"))
        let ordinal = try #require(ZoneRule("AAA0BBB,59/0,60/1"))
        let (february, march): (Int64, Int64) = (1_835_395_200, 1_835_481_600)
        #expect(julian.offset(at: march - 1) == 0)
        #expect(julian.offset(at: march) == 3600)
        #expect(ordinal.offset(at: february - 1) == 0)
        #expect(ordinal.offset(at: february) == 3600)
        #expect(ordinal.offset(at: march) == 0)
        let sydney = try #require(ZoneRule("AEST-10AEDT,M10.1.0,M4.1.0/3"))
        #expect(sydney.offset(at: 1_767_225_600) == 39_600)
        #expect(sydney.offset(at: 1_782_864_000) == 36_000)
    }

    @Test(arguments: [
        "", "A0", "AB1", "ABC", "ABC1DEF", "ABC1DEF,M3.5.0", "ABC1DEF,M3.5.0,M10.5.0/",
        "ABC1DEF,M13.5.0,M10.5.0", "ABC1DEF,M3.6.0,M10.5.0", "ABC1DEF,M3.5.7,M10.5.0",
        "ABC1DEF,J0,J5", "ABC1DEF,1,366", "<ABC1", "ABC168", "ABC1:60", "ABC1DEF,M3.5.0,M10.5.0 x",
        "ABC99999999999999999999", "ABC-", "ABC1DEF2M3.5.0,M10.5.0",
    ])
    func `a malformed rule is refused`(text: String) {
        #expect(ZoneRule(text) == nil)
    }
}
