// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct DurationWordsTests {
    @Test(arguments: [
        (0, "0 s"), (59, "59 s"), (60, "1 m"), (99, "1 m 39 s"), (299, "4 m 59 s"), (301, "5 m"),
        (1380, "23 m"), (3600, "1 h"), (11_100, "3 h 5 m"), (86_400, "1 d"), (187_200, "2 d 4 h"),
        (-5, "0 s"),
    ])
    func `a duration is told in its two largest units`(seconds: Int, text: String) {
        #expect(DurationWords.text(.seconds(seconds)) == text)
    }
}
