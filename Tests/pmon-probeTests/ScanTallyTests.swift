// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct ScanTallyTests {
    @Test func `the last check of a scan is known, where its number is`() {
        let tally = ScanTally()
        #expect(!tally.add(failed: true, total: nil))
        #expect(tally.text.hasPrefix("1 check, 1 failed, 0."))
        #expect(!tally.add(failed: false, total: 3))
        #expect(tally.add(failed: true, total: 3))
        #expect(tally.text.hasPrefix("3 checks, 2 failed, 0."))
        #expect(tally.text.hasSuffix(" s"))
    }
}
