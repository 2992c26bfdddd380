// SPDX-License-Identifier: MIT

import Testing

@testable import PmonCurl

struct LoopShareTests {
    private let first = UnsafeMutableRawPointer(bitPattern: 8)
    private let second = UnsafeMutableRawPointer(bitPattern: 16)

    @Test func `an owner that takes too much at once is refused until the next round begins`() {
        LoopShare.begin()
        #expect(LoopShare.takes(first, LoopShare.most))
        #expect(!LoopShare.takes(first, 1))
        #expect(LoopShare.takes(second, LoopShare.most))
        #expect(LoopShare.takes(first, 1))
        #expect(!LoopShare.takes(first, LoopShare.most))
        LoopShare.begin()
        #expect(LoopShare.takes(first, 1))
    }
}
