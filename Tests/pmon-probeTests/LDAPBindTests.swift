// SPDX-License-Identifier: MIT

import PmonText
import TestSupport
import Testing

@testable import pmon_probe

struct LDAPBindTests {
    private func verdict(_ bytes: [UInt8], pieces: Int = 1) -> LoginVerdict {
        let bind = LDAPBind(user: nil, password: nil)
        var rest = bytes[...]
        while !rest.isEmpty {
            let size = max(bytes.count / pieces, 1)
            rest.prefix(size).withUnsafeBytes { bind.take($0) }
            rest = rest.dropFirst(size)
        }
        return bind.verdict
    }

    /// What slapd answers; 49 has words.
    private func response(_ code: UInt8, _ words: String = "") -> [UInt8] {
        let text = Array(words.utf8)
        let result = [0x0A, 1, code, 4, 0, 4, UInt8(text.count)] + text
        return [0x30, UInt8(result.count + 5), 2, 1, 1, 0x61, UInt8(result.count)] + result
    }

    @Test func `the packet is that of the standard`() {
        #expect(
            LDAPBind(user: nil, password: nil).packet
                == [0x30, 12, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0]
        )
        let word = String(repeating: "w", count: 300)
        let bind = LDAPBind(user: "cn=a", password: Secret(word)).packet
        #expect(bind.prefix(6) == [0x30, 0x84, 0, 0, 1, 0x44])
        #expect(bind.count == 6 + 0x144)
    }

    @Test(arguments: [1, 3, 100])
    func `the answer is read in whatever pieces it comes`(pieces: Int) {
        #expect(verdict(response(0), pieces: pieces) == .accepted)
        #expect(verdict(response(0) + [1, 2, 3], pieces: pieces) == .accepted)
        #expect(
            verdict(response(49), pieces: pieces) == .refused("49 (invalid credentials)")
        )
        #expect(
            verdict(response(123, "go\naway"), pieces: pieces) == .refused("123: go away")
        )
    }

    @Test func `what is not whole is waited for, what is none is told`() {
        let whole = response(49, "no")
        for count in 0..<whole.count { #expect(verdict(Array(whole.prefix(count))) == .cut) }
        #expect(verdict(Array("220 hello\r\n".utf8)) == .foreign)
        #expect(verdict([0x30, 0x80, 0, 0]) == .cut)
        #expect(verdict([0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF]) == .foreign)
        #expect(verdict([0x30, 3, 2, 1, 9]) == .foreign)
        #expect(verdict([UInt8](repeating: 0x30, count: 100_000)) == .foreign)
    }

    @Test func `no answer at all is a crash`() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<2000 {
            var bytes = response(UInt8.random(in: 0...90, using: &random), "words")
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] = UInt8.random(in: 0...255, using: &random)
            }
            _ = verdict(bytes, pieces: Int.random(in: 1...8, using: &random))
        }
    }
}
