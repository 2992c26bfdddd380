// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import PmonRecord

struct CivilDayTests {
    @Test func `days are those of the C library from the year 1 to 9999`() {
        for number in stride(from: Int64(-719_162), through: 2_932_896, by: 37) {
            var seconds = time_t(number * 86_400)
            var parts = tm()
            gmtime_r(&seconds, &parts)
            let day = CivilDay(number: number)
            let fields = day.fields
            #expect(fields.year == Int64(parts.tm_year) + 1900)
            #expect(fields.month == Int64(parts.tm_mon) + 1)
            #expect(fields.day == Int64(parts.tm_mday))
            #expect(day.weekday == (Int(parts.tm_wday) + 6) % 7)
            #expect(CivilDay(year: fields.year, month: fields.month, day: fields.day) == day)
        }
    }

    @Test func `the day of a reading, before 1970 as well`() {
        #expect(CivilDay(wall: -1).number == -1)
        #expect(CivilDay(wall: -86_400).number == -1)
        #expect(CivilDay(wall: 86_399).number == 0)
        #expect([1900, 2000, 2026, 2028].map(CivilDay.isLeap) == [false, true, false, true])
    }
}
