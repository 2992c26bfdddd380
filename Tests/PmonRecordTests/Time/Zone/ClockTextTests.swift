// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonRecord

struct ClockTextTests {
    @Test(arguments: [
        ("2026-12-05", 20_792), ("1970-01-01", 0), ("2028-02-29", 21_243), ("2026-02-29", nil),
        ("2026-13-01", nil), ("2026-12-5", nil), ("26-12-05", nil), ("2026-12-05 ", nil),
        ("0000-01-01", nil), ("２０２６-12-05", nil), ("", nil),
    ])
    func `days`(text: String, number: Int64?) {
        #expect((try? ClockText.day(text))?.number == number)
    }

    @Test(arguments: [
        ("00:00", 0, 0), ("2:05", 7500, 7500), ("23:59", 86_340, 86_340), ("24:00", nil, 86_400),
        ("24:01", nil, nil), ("25:00", nil, nil), ("12:60", nil, nil), ("12", nil, nil),
        ("12:0", nil, nil), ("-1:00", nil, nil), ("+1:00", nil, nil), ("12:00:00", nil, nil),
        ("012:00", nil, nil), (":00", nil, nil), ("١٢:٠٠", nil, nil), ("", nil, nil),
    ])
    func `times of day`(text: String, start: Int64?, end: Int64?) {
        #expect((try? ClockText.time(text, isEnd: false)) == start)
        #expect((try? ClockText.time(text, isEnd: true)) == end)
    }

    @Test func `a zone is the same when it is named again`() throws {
        var clock = ClockText()
        #expect(try clock.zone("Asia/Kolkata") == clock.zone("Asia/Kolkata"))
        #expect(throws: SettingProblem.self) { try clock.zone("Asia") }
    }
}
