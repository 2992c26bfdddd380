// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct ByteWordTests {
    @Test func `every byte at every place, among bytes that do not count`() {
        for place in 0..<8 {
            for byte in UInt8.min...UInt8.max {
                for other in [UInt8(0x20), 0x7F, 0x80, 0xFF] {
                    var bytes = [UInt8](repeating: other, count: 8)
                    bytes[place] = byte
                    let word = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
                    #expect(ByteWord.hasByte(below: 0x20, in: word) == (byte < 0x20))
                    #expect(ByteWord.hasByte(UInt8(ascii: "\""), in: word) == (byte == 0x22))
                }
            }
        }
    }
}
