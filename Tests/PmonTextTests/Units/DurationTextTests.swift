// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonText

struct DurationTextTests {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("10s", .seconds(10)), ("5m", .seconds(300)),
        ("2h", .seconds(7200)), ("30d", .seconds(2_592_000)), ("7", .seconds(7)),
        ("0", .zero), ("0ms", .zero), (" 1.5 h ", .seconds(5400)), ("10S", .seconds(10)),
        ("0.001ms", .microseconds(1)), ("2.5", .milliseconds(2500)),
        ("36500d", .seconds(3_153_600_000)),
    ])
    func `a number and its unit are a duration`(text: String, duration: Duration) {
        #expect(DurationText.parse(text) == duration)
    }

    @Test(arguments: [
        "", " ", "s", "ms", "-1s", "+1s", "1e3", "1 0s", "1,5s", "10x", "10 min", "10ss", "5m30s",
        "0x10", ".5s", "5.s", "inf", "nan", "36501d", "9999999999999999d", "99999999999999999999h",
        "１０s",
    ])
    func `anything else is none`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: [
        (Duration.zero, "0s"), (.seconds(90), "90s"), (.seconds(7200), "2h"),
        (.seconds(86_400), "1d"), (.milliseconds(1500), "1500ms"), (.microseconds(1500), "1.5ms"),
        (.seconds(60), "1m"), (.nanoseconds(1), "0s"),
    ])
    func `the largest unit that leaves it whole is written`(duration: Duration, text: String) {
        #expect(DurationText.format(duration) == text)
    }

    @Test func `every duration that is written is read back`() {
        var random = SeededRandom(seed: 1)
        let longest: Int64 = 3_153_600_000_000_000
        for _ in 0..<5000 {
            let bound = longest >> Int64.random(in: 0...40, using: &random)
            let duration = Duration.microseconds(Int64.random(in: 0...bound, using: &random))
            #expect(DurationText.parse(DurationText.format(duration)) == duration)
        }
    }
}
