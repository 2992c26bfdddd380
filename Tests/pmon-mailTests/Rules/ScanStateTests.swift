// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_mail

struct ScanStateTests {
    @Test func `each state has a name of its own in the told file`() {
        let states: [ScanState] = [
            .whole, .cutOff(got: 1, of: 2), .stale(since: Timestamp(microseconds: 0)),
        ]
        #expect(Set(states.map(\.name)).count == states.count)
    }
}
