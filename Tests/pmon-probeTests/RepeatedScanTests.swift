// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_probe

struct RepeatedScanTests {
    @Test func `parts of a period add up without drift`() {
        let period = Duration.milliseconds(1000)
        #expect(RepeatedScan.multiple(period, 2, of: 3) == .microseconds(666_666))
        #expect(RepeatedScan.multiple(period, 3, of: 3) == period)
        #expect(
            RepeatedScan.multiple(.seconds(86_400 * 30), 1_000_000, of: 1)
                == .seconds(86_400 * 30 * 1_000_000)
        )
    }

    @Test func `periods that passed meanwhile are left out`() {
        let now = Monotonic.now()
        #expect(RepeatedScan.nextPeriod(after: 4, began: now, period: .seconds(100)) == 5)
        let began = Monotonic(nanoseconds: now.nanoseconds - 10_500_000_000)
        #expect(RepeatedScan.nextPeriod(after: 4, began: began, period: .seconds(1)) == 10)
    }
}
