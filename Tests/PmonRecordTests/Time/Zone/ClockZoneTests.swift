// SPDX-License-Identifier: MIT

import Foundation
import PmonText
import TestSupport
import Testing

@testable import PmonRecord

struct ClockZoneTests {
    @Test(arguments: [1, 2])
    func `offsets and readings of all zones are those of zoneinfo`(seed: Int) throws {
        let rows = try ZoneInfo.rows("zones", seed: seed)
        #expect(rows.count > 1500)
        for row in rows {
            let zone = try ClockZone(named: row[0])
            let numbers = try row.dropFirst().map { try #require(Int64($0)) }
            #expect(zone.offset(at: numbers[0]) == numbers[1], "\(row)")
            #expect(zone.firstInstant(atOrAfterWall: numbers[2]) == numbers[3], "\(row)")
        }
    }

    @Test(arguments: [
        "", "Nowhere/Land", "europe/berlin", "Europe", "../../../etc/passwd", "/etc/localtime",
        "tzdata.zi", "Europe/Berlin\u{0}", "Europe/Berlin/", "UTC ",
        String(repeating: "a", count: 5000),
    ])
    func `what is not a zone of the database is refused`(name: String) {
        let problem = #expect(throws: SettingProblem.self) { try ClockZone(named: name) }
        #expect(problem?.message.hasPrefix("expected a time zone such as ") == true)
    }

    @Test func `UTC needs no database`() async {
        await #expect(processExitsWith: .success) {
            setenv("TZDIR", "/no/such/folder", 1)
            #expect((try? ClockZone(named: "Europe/Berlin")) == nil)
            #expect((try? ClockZone(named: "UTC"))?.offset(at: 1_800_000_000) == 0)
        }
    }

    @Test func `the machine's zone is that of the environment`() async {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "Australia/Lord_Howe", 1)
            tzset()
            let named = try? ClockZone(named: "Australia/Lord_Howe")
            #expect(named != nil)
            // Each hour of 2026, with both changes of half an hour.
            for hour in Int64(0)..<8760 {
                let seconds = 1_767_225_600 + hour * 3600
                #expect(ClockZone.machine.offset(at: seconds) == named?.offset(at: seconds))
                #expect(
                    ClockZone.machine.firstInstant(atOrAfterWall: seconds)
                        == named?.firstInstant(atOrAfterWall: seconds)
                )
            }
        }
    }
}
