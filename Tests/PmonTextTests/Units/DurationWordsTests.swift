// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct DurationWordsTests {
    @Test(arguments: [
        (0, "0 s"), (59.4, "59 s"), (59.6, "1 m"), (60, "1 m"), (99, "1 m 39 s"),
        (599, "9 m 59 s"), (601, "10 m"), (1380, "23 m"), (3600, "1 h"), (11_100, "3 h 5 m"),
        (86_400, "1 d"), (187_200, "2 d 4 h"), (868_000, "10 d"), (-5, "0 s"), (.nan, "0 s"),
        (.infinity, "115740 d"),
    ])
    func `a duration has its two largest units`(seconds: Double, text: String) {
        #expect(DurationWords.text(seconds: seconds) == text)
    }
}
