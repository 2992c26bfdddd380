// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText
import Testing

@testable import PmonConfig

struct WindowReaderTests {
    private func window(_ value: String, _ name: String = "w") throws -> MaintenanceWindow {
        var reader = WindowReader()
        return try reader.window(IniFile.Entry(spelling: name, value: value, line: 3))
    }

    @Test(arguments: [
        ("daily 02:00-02:30: *", WindowSchedule.Days.weekly(Set(0...6)), 7200, 9000),
        ("DAILY 2:00-24:00:*", .weekly(Set(0...6)), 7200, 86_400),
        ("Mon,Wed-Fri 22:00-02:00 : *", .weekly([0, 2, 3, 4]), 79_200, 93_600),
        ("sat, SUN 00:00-00:01: *", .weekly([5, 6]), 0, 60),
        ("Fri-Mon 23:59-00:00:\n *", .weekly([4, 5, 6, 0]), 86_340, 86_400),
        ("1st Sun 03:00-04:00: *", .monthly(number: 1, weekday: 6), 10_800, 14_400),
        ("4TH\tthu\u{a0}03:00-04:00: *", .monthly(number: 4, weekday: 3), 10_800, 14_400),
        ("last Sun 03:00-04:00: *", .last(weekday: 6), 10_800, 14_400),
    ])
    func `days and ends`(
        value: String,
        days: WindowSchedule.Days,
        start: Int64,
        end: Int64
    ) throws {
        let schedule = try window(value).schedule
        #expect(schedule.form == .recurring(days, start: start, .clock(end)))
        #expect(schedule.zone == .machine)
    }

    @Test(arguments: [
        ("90m", 5_400_000_000), ("2h", 7_200_000_000), ("1.5h", 5_400_000_000),
        ("3d", 259_200_000_000), ("500ms", 500_000),
    ])
    func `lengths`(text: String, microseconds: Int64) throws {
        let form = try window("daily 02:00 \(text) UTC: *").schedule.form
        #expect(form == .recurring(.weekly(Set(0...6)), start: 7200, .after(microseconds)))
    }

    @Test func `a zone ends in a digit, a pattern holds colons`() throws {
        let one = try window("daily 02:00-03:00 Etc/GMT+5: http://h:80/*, group:Shop")
        #expect(one.patterns.patterns.map(\.text) == ["http://h:80/*", "group:Shop"])
        #expect(try one.schedule.zone == ClockZone(named: "Etc/GMT+5"))
        let other = try window("2026-12-05 22:00..2026-12-06 24:00:url.1", "Big Move")
        #expect(other.schedule.form == .once(from: 1_796_508_000, to: 1_796_601_600))
        #expect(other.name == "Big Move")
        #expect(other.line == 3)
    }

    @Test(arguments: [
        ("", "WHEN: WHAT"), ("daily 02:00-02:30", "WHEN: WHAT"), (": *", "daily, days"),
        ("daily 02:00-02:30:", "a target"), ("daily 02:00-02:30: ,", "a target"),
        ("daily 02:00-02:30:1", "WHEN: WHAT"), ("hourly: *", "daily, days"),
        ("daily: *", "a time"), ("daily 2: *", "a time"), ("daily 24:00 1h: *", "a time"),
        ("daily 02:00: *", "an end or a length"), ("daily 02:00 2: *", "an end or a length"),
        ("daily 02:00 0h: *", "an end or a length"), ("daily 02:00 -1h: *", "an end or a length"),
        ("daily 02:00 367d: *", "a length of at most 366 days"),
        ("daily 02:00 2x: *", "an end or a length"),
        ("daily 02:00 - 03:00: *", "an end or a length"), ("daily 02:00-25:00: *", "a time"),
        ("daily 02:00-02:00: *", "an end that differs"), ("daily 02:00-: *", "a time"),
        ("Mon-: *", "a day"), ("Mon, : *", "a day"), ("Mon,Foo 02:00 1h: *", "daily, days"),
        ("Mo 02:00 1h: *", "daily, days"), ("5th Sun 02:00 1h: *", "daily, days"),
        ("1st 02:00 1h: *", "a day"), ("last: *", "a day"), ("last Sun,Mon 02:00 1h: *", "a day"),
        ("2026-02-29 02:00 .. 2026-03-01 02:00: *", "a day"),
        ("2026-02-28 02:00 .. 2026-02-30 02:00: *", "a day"),
        ("2026-02-28 24:00 .. 2026-03-01 02:00: *", "a time"),
        ("2026-02-28 02:00 2h: *", ".. and an end"), ("2026-02-28 02:00: *", ".. and an end"),
        ("2026-02-28 .. 2026-03-01: *", "a time"), ("2026-02-28 02:00 ..: *", "a day"),
        ("2026-02-28 02:00 .. 02:30: *", "a day"),
        ("2026-02-28 02:00 .. 2026-02-28 01:59: *", "an end after the start"),
        ("2026-02-28 02:00 .. 2026-02-28 02:00: *", "an end after the start"),
        ("daily 02:00 2h Europe/Berlino: *", "a time zone"), ("daily 02:00 2 h: *", "an end"),
        ("daily 02:00 2h CEST: *", "a time zone"), ("daily 02:00 2h +02:00: *", "a time zone"),
        ("daily 02:00 2h UTC UTC: *", "a colon"), ("daily 02:00 2h: a b", "a comma"),
        ("daily 02:00 2h: \"a", "a closing quote"), ("daily 02:00 2h: a\u{1}b", "one line"),
        ("daily 02:00 2h: group:", "a group"), ("daily 02:00 2h: a\nb", "a comma"),
    ])
    func `a wrong window is refused with what was expected`(value: String, expected: String) {
        let problem = #expect(throws: SettingProblem.self) { try window(value) }
        #expect(problem?.message.hasPrefix("expected \(expected)") == true, "\(problem as Any)")
    }

    @Test func `a name that no record can carry is refused`() {
        #expect(throws: SettingProblem.self) {
            try window("daily 02:00 2h: *", String(repeating: "n", count: 201))
        }
        #expect(throws: SettingProblem.self) { try window("daily 02:00 2h: *", "a\u{1b}b") }
    }

    @Test func `no password of an address is shown`() {
        for what in ["http://u:geheim@h/ x", "\"http://u:geheim@h/", "http://u:geheim@h/\\"] {
            let problem = #expect(throws: SettingProblem.self) {
                try window("daily 02:00 2h: \(what)")
            }
            #expect(problem?.message.contains("http://u:***@h/") == true)
        }
    }
}
