// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import PmonConfig

struct SilenceTests {
    private func silence(_ text: String) throws -> Silence {
        var clock = ClockText()
        return try #require(try Silence(text, line: 1, clock: &clock))
    }

    @Test(arguments: [
        // The hour that daylight saving skips, and the one that it repeats.
        ("2026-03-29 02:30 Europe/Berlin", 1_774_746_000),
        ("2026-10-25 02:30 Europe/Berlin", 1_792_888_200),
        ("2026-12-01 08:00 UTC", 1_796_112_000), ("2026-11-30 24:00 UTC", 1_796_083_200),
        ("2028-02-29 00:00 Asia/Kolkata", 1_835_375_400),
    ])
    func `the end of a silence by the clock`(text: String, seconds: Int64) throws {
        let end = Timestamp(microseconds: seconds * 1_000_000)
        let silence = try silence("a until \(text)")
        #expect(silence.until == .instant(end))
        #expect(!silence.hasEnded(at: end - .microseconds(1)))
        #expect(silence.hasEnded(at: end))
    }

    @Test func `one until recovery does not end by the clock`() throws {
        let silence = try silence("a until recovery")
        #expect(!silence.hasEnded(at: Timestamp(microseconds: .max)))
    }

    @Test func `a blank line and a comment are no silences`() throws {
        var clock = ClockText()
        for text in ["", " \t\u{a0}", "#", "  # * until recovery \"", "#\\"] {
            #expect(try Silence(text, line: 1, clock: &clock) == nil)
        }
    }

    @Test func `a comment may hold anything`() throws {
        #expect(try silence("a until recovery # don't \"care\\").until == .recovery)
    }
}
