// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct LDAPUpgradeTests {
    private func upgrade(_ bytes: [UInt8]) -> LDAPUpgrade {
        let upgrade = LDAPUpgrade()
        for byte in bytes { withUnsafeBytes(of: byte) { upgrade.take($0) } }
        return upgrade
    }

    /// An answer; `tag` is that of an extended response.
    private func response(_ code: UInt8, tag: UInt8 = 0x78, name: [UInt8] = []) -> [UInt8] {
        let result = [0x0A, 1, code, 4, 0, 4, 0] + name
        return [0x30, UInt8(result.count + 5), 2, 1, 1, tag, UInt8(result.count)] + result
    }

    @Test func `the packet is that of the standard`() {
        let packet = LDAPUpgrade().packet
        #expect(packet.prefix(9) == [0x30, 29, 2, 1, 1, 0x77, 24, 0x80, 22])
        #expect(packet.dropFirst(9).elementsEqual("1.3.6.1.4.1.1466.20037".utf8))
    }

    @Test func `an agreement is one only where it is the answer to this question`() {
        #expect(upgrade(response(0)).verdict == .accepted)
        // The name of the request may stand at the end (RFC 4511 section 4.14.2).
        #expect(upgrade(response(0, name: [0x8A, 1, 0x31])).verdict == .accepted)
        #expect(upgrade(response(2)).verdict == .refused("2 (protocol error)"))
        #expect(upgrade(response(0, tag: 0x61)).verdict == .foreign)
        #expect(upgrade([]).verdict == .cut)
        #expect(upgrade(response(0).dropLast()).verdict == .cut)
    }

    @Test func `what comes with the agreement is noticed`() {
        #expect(!upgrade(response(0)).saysMore)
        #expect(upgrade(response(0) + [0x30]).saysMore)
        #expect(!upgrade(response(0).dropLast()).saysMore)
    }
}
