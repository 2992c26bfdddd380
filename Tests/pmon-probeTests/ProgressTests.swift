// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct ProgressTests {
    @Test func `done, total, failures and rate`() {
        #expect(
            Progress.text(done: 120, total: 1000, failures: 3, in: .seconds(2))
                == "120/1000 done, 3 failed, 60/s"
        )
        #expect(
            Progress.text(done: 5, total: nil, failures: 0, in: .zero) == "5 done, 0 failed, 0/s"
        )
    }
}
