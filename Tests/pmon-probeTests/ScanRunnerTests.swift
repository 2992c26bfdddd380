// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct ScanRunnerTests {
    @Test(arguments: [(1, 1000, 1), (256, 1, 1), (256, 15, 1), (1, nil, 1)] as [(Int, Int?, Int)])
    func `few checks have one loop`(concurrency: Int, jobs: Int?, loops: Int) {
        #expect(ScanRunner.loopCount(concurrency: concurrency, jobs: jobs) == loops)
    }

    @Test func `there are no more loops than checks at once`() {
        #expect(ScanRunner.loopCount(concurrency: 2, jobs: nil) <= 2)
        #expect(ScanRunner.loopCount(concurrency: 10_000, jobs: nil) >= 1)
    }
}
