// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import PmonConfig

struct MaintenanceWindowTests {
    private func window(_ when: String, _ name: String = "w") throws -> MaintenanceWindow {
        var reader = WindowReader()
        return try reader.window(IniFile.Entry(spelling: name, value: "\(when): *", line: 1))
    }

    private func instant(_ seconds: Int64, _ microseconds: Int64 = 0) -> Timestamp {
        Timestamp(microseconds: seconds * 1_000_000 + microseconds)
    }

    @Test(arguments: 1...2)
    func `openings are those that zoneinfo makes of them`(seed: Int) throws {
        let rows = try ZoneInfo.rows("windows", seed: seed)
        #expect(rows.count == 3000)
        var count = 0
        for row in rows {
            let window = try window(row[0])
            let (from, to) = (try #require(Int64(row[1])), try #require(Int64(row[2])))
            let expected = try row[3].split(separator: ",").map { pair in
                let ends = try pair.split(separator: "-").map { try #require(Int64($0)) }
                return instant(ends[0])..<instant(ends[1])
            }
            count += expected.count
            let openings = window.openings(from: instant(from), to: instant(to))
            #expect(openings == expected, "\(row)")
            for opening in expected {
                // Both sides of each edge, unless it is where the judge cut.
                let (begin, end) = (opening.lowerBound, opening.upperBound)
                #expect(window.covers(begin), "\(row)")
                #expect(window.covers(end - .microseconds(1)), "\(row)")
                if begin > instant(from) {
                    #expect(!window.covers(begin - .microseconds(1)), "\(row)")
                }
                if end < instant(to) { #expect(!window.covers(end), "\(row)") }
                let whole = try #require(window.opening(containing: begin))
                #expect(whole.lowerBound <= begin && whole.upperBound >= end, "\(row)")
                if begin > instant(from), end < instant(to) { #expect(whole == opening, "\(row)") }
            }
        }
        #expect(count > 10_000)
    }

    @Test func `a window answers alike in any order`() throws {
        var random = SeededRandom(seed: 7)
        for when in ["daily 22:00-02:30 Europe/Berlin", "Sat-Sun 00:00-24:00 America/Sao_Paulo"] {
            let (asked, fresh) = (try window(when), try window(when))
            for _ in 0..<2000 {
                let seconds = Int64.random(in: 0..<4_000_000_000, using: &random)
                let opening = fresh.opening(containing: instant(seconds))
                #expect(asked.covers(instant(seconds)) == (opening != nil))
            }
        }
    }

    @Test func `windows that overlap or touch unite`() throws {
        let windows = [
            try window("daily 02:00-03:00 UTC", "a"), try window("daily 02:30 90m UTC", "b"),
            try window("2026-12-05 04:00 .. 2026-12-05 05:00 UTC", "c"),
        ]
        // 2026-12-05 00:00.
        let day: Int64 = 1_796_428_800
        let united = instant(day + 7200)..<instant(day + 18_000)
        #expect(windows.openings(from: instant(day), to: instant(day + 86_400)) == [united])
        #expect(windows.opening(containing: instant(day + 17_999)) == united)
        #expect(windows.opening(containing: instant(day + 18_000)) == nil)
        #expect(windows.first(at: instant(day + 9000))?.name == "a")
        #expect(windows.first(at: instant(day + 10_800))?.name == "b")
        #expect(windows.first(at: instant(day + 18_000)) == nil)
        #expect(windows.openings(from: instant(day), to: instant(day)) == [])
        #expect(windows.openings(from: instant(day), to: instant(day - 1)) == [])
    }

    @Test func `a window that never closes is open at each instant`() throws {
        let window = try window("daily 00:00-24:00 UTC")
        let present = instant(1_796_428_800)
        let opening = try #require(window.opening(containing: present))
        #expect(opening.lowerBound < present - .seconds(390 * 86_400))
        #expect(opening.upperBound > present + .seconds(390 * 86_400))
        for day in Int64(0)..<1000 { #expect(window.covers(instant(day * 86_400))) }
    }

    @Test func `instants beyond the calendar do no harm`() throws {
        let window = try window("1st Sun 03:00 2h Europe/Berlin")
        for microseconds in [Int64.min, .min + 1, -1, 0, .max - 1, .max] {
            let instant = Timestamp(microseconds: microseconds)
            #expect(!window.covers(instant))
            #expect(window.opening(containing: instant) == nil)
        }
        let year = window.openings(
            from: Timestamp(microseconds: .max - 400 * 86_400_000_000),
            to: Timestamp(microseconds: .max)
        )
        #expect(year == [])
    }

    @Test func `the targets of a window, in the order of the configuration`() throws {
        var reader = WindowReader()
        let windows = try [("a", "shop"), ("b", "group:x"), ("c", "url.*")].map { name, what in
            try reader.window(
                IniFile.Entry(spelling: name, value: "daily 01:00 1h: \(what)", line: 1)
            )
        }
        let shop = TargetTraits(Target(key: "url.shop", address: "http://h/"))
        #expect(windows.covering(shop).map(\.name) == ["a", "c"])
    }
}
