// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SSHBytesTests {
    @Test(arguments: [0, 1, 255, 256, 0xFFFF_FFFF])
    func `an integer comes back`(value: Int) {
        var bytes: [UInt8] = []
        SSHBytes.append(value, to: &bytes)
        #expect(bytes.count == 4)
        #expect(SSHBytes.integer(at: 0, in: bytes) == value)
    }

    @Test func `strings follow each other`() {
        var bytes: [UInt8] = []
        SSHBytes.append(Array("one".utf8), to: &bytes)
        SSHBytes.append([], to: &bytes)
        #expect(SSHBytes.string(at: 0, in: bytes).map(Array.init) == Array("one".utf8))
        #expect(SSHBytes.string(at: 7, in: bytes)?.isEmpty == true)
    }

    @Test(arguments: [[], [0, 0, 0], [0, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF, 1]] as [[UInt8]])
    func `a string that ends early is none`(bytes: [UInt8]) {
        #expect(SSHBytes.string(at: 0, in: bytes) == nil)
        #expect(SSHBytes.integer(at: 1, in: bytes) == nil || bytes.count > 4)
    }
}
