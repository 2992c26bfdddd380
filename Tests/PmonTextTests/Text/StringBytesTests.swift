// SPDX-License-Identifier: MIT

import Foundation
import PmonText
import Testing

struct StringBytesTests {
    @Test(arguments: [
        "", "a", "a\0b", "@", "user:pass@example.org", "ä@",
        String(repeating: "x", count: 40) + "@", String(repeating: "é", count: 200),
        String(NSString(string: "a text of another library, @ in it")),
    ])
    func `a byte is found where it is`(text: String) {
        for byte: UInt8 in [0, 0x40, 0x61, 0xA9] {
            #expect(text.hasByte(byte) == Array(text.utf8).contains(byte))
        }
    }
}
