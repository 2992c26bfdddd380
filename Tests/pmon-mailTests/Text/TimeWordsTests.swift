// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_mail

struct TimeWordsTests {
    // 2026-11-01 16:23:49 UTC, a Sunday.
    private let time = Timestamp(microseconds: 1_793_550_229_900_000)

    @Test func `the separator of an mbox is in UTC and pads its day with a space`() {
        #expect(TimeWords.separator(time) == "Sun Nov  1 16:23:49 2026")
    }

    @Test func `the header agrees with the local time of the record`() throws {
        let header = TimeWords.header(time).split(separator: " ")
        #expect(header.count == 6)
        #expect(["Sat,", "Sun,", "Mon,"].contains(header[0]))
        #expect(header[4] == time.local.dropFirst(11).prefix(8))
        #expect(header[5].count == 5)
    }

    @Test func `a moment is the record's time without its fraction`() {
        #expect(TimeWords.moment(time) == time.local.prefix(19))
        #expect(TimeWords.zone(time).count == 6)
    }
}
