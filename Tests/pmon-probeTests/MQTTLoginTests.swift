// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import pmon_probe

struct MQTTLoginTests {
    private func verdict(_ pieces: [UInt8]...) -> LoginVerdict {
        let login = MQTTLogin(user: nil, password: nil)
        for piece in pieces { piece.withUnsafeBytes { login.take($0) } }
        return login.verdict
    }

    @Test func `the packet is that of the standard`() {
        let login = MQTTLogin(user: "bob", password: Secret("word"), name: "me")
        #expect(
            login.packet == [
                0x10, 25, 0, 4, 0x4D, 0x51, 0x54, 0x54, 4, 0xC2, 0, 60, 0, 2, 0x6D, 0x65, 0, 3,
                0x62, 0x6F, 0x62, 0, 4, 0x77, 0x6F, 0x72, 0x64,
            ]
        )
        #expect(MQTTLogin(user: nil, password: nil, name: "me").packet[9] == 2)
        // A length beyond 127 takes two bytes.
        let long = MQTTLogin(user: String(repeating: "u", count: 200), password: nil, name: "")
        #expect(long.packet.prefix(3) == [0x10, 0xD6, 1])
        #expect(long.packet.count == 3 + 214)
    }

    @Test func `each client has a name of its own`() {
        let packets = (0..<100).map { _ in MQTTLogin(user: nil, password: nil).packet }
        #expect(Set(packets).count == 100)
    }

    @Test func `the answer is read in whatever pieces it comes`() {
        #expect(verdict([0x20, 2, 0, 0]) == .accepted)
        #expect(verdict([0x20], [2], [1, 0, 0x30, 9]) == .accepted)
        #expect(verdict([0x20, 2, 0, 5]) == .refused("5 (not authorized)"))
        #expect(verdict([0x20, 2, 0, 99]) == .refused("99"))
        #expect(verdict() == .cut)
        #expect(verdict([0x20, 2, 0]) == .cut)
        #expect(verdict([0x20, 3, 0, 0]) == .foreign)
        #expect(verdict(Array("HTTP/1.1".utf8)) == .foreign)
        #expect(verdict([0]) == .foreign)
    }
}
