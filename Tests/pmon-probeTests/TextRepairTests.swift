// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_probe

struct TextRepairTests {
    private func repaired(_ bytes: [UInt8], piece: Int) -> [UInt8] {
        var repair = TextRepair()
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { piece in
                repair.feed(piece) { result += $0 }
            }
        }
        repair.finish { result += $0 }
        return result
    }

    /// The standard library's decoder is the oracle.
    @Test func `any bytes in any pieces become what the standard library makes of them`() {
        let leads: [UInt8] = [
            0x41, 0x80, 0xBF, 0xC1, 0xC3, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0xF5, 0xFF,
        ]
        var generator = SeededRandom(seed: 12)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? leads.randomElement(using: &generator) ?? 0x41
                    : UInt8.random(in: 0x7E...0xC4, using: &generator)
            }
            let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
            for piece in [1, 2, 5, 100] {
                #expect(repaired(bytes, piece: piece) == expected, "\(bytes) by \(piece)")
            }
        }
    }

    @Test func `valid text passes as it is`() {
        let text = Array("aé€😀z".utf8)
        #expect(repaired(text, piece: 1) == text)
    }
}
