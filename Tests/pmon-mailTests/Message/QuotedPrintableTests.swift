// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_mail

struct QuotedPrintableTests {
    private func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        QuotedPrintable.append(Array(text.utf8), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain\n", "plain\r\n"),
        ("no end", "no end\r\n"),
        ("a=b\n", "a=3Db\r\n"),
        ("Bär\n", "B=C3=A4r\r\n"),
        ("space at the end \n-- \n", "space at the end=20\r\n--=20\r\n"),
        ("tab\tinside\n", "tab=09inside\r\n"),
        (".\n..\n.x\n", "=2E\r\n=2E.\r\n=2Ex\r\n"),
        ("From here\nFromage\n", "=46rom here\r\nFromage\r\n"),
        ("\r\0\n", "=0D=00\r\n"),
        ("\n\n", "\r\n\r\n"),
        ("", ""),
    ])
    func `text becomes lines that nothing on the way has to change`(text: String, encoded: String) {
        #expect(encode(text) == encoded)
    }

    @Test func `a dot after a soft break is encoded as well`() {
        let encoded = encode(String(repeating: "x", count: 75) + ".From me\n")
        #expect(encoded == String(repeating: "x", count: 75) + "=\r\n=2EFrom me\r\n")
    }

    @Test func `any bytes come out again, in lines of at most 76 characters of ASCII`() {
        var random = SeededRandom(seed: 6)
        for _ in 0..<500 {
            let count = Int.random(in: 0..<400, using: &random)
            let pool: [UInt8] = [0x20, 0x2E, 0x3D, 0x46, 0x61, 0x0A, 0xC3, 0x0D, 0x09, 0x7F]
            let text = (0..<count).map { _ in
                Bool.random(using: &random) ? 0x61 : pool.randomElement(using: &random) ?? 0
            }
            var encoded: [UInt8] = []
            QuotedPrintable.append(text, to: &encoded)
            #expect(decode(encoded) == text + (text.isEmpty || text.last == 0x0A ? [] : [0x0A]))
            for line in encoded.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            {
                #expect(line.last == 0x0D)
                #expect(line.count <= 77)
                #expect(line.first != UInt8(ascii: "."))
                #expect(line.dropLast().allSatisfy { $0 >= 0x20 && $0 < 0x7F })
                #expect(line.dropLast().last != 0x20)
            }
        }
    }

    private func decode(_ encoded: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < encoded.count {
            if encoded[index] == UInt8(ascii: "="), encoded[index + 1] == 0x0D {
                index += 3
            } else if encoded[index] == UInt8(ascii: "=") {
                let digits = String(decoding: encoded[(index + 1)...(index + 2)], as: UTF8.self)
                text.append(UInt8(digits, radix: 16) ?? 0)
                index += 3
            } else {
                if encoded[index] != 0x0D { text.append(encoded[index]) }
                index += 1
            }
        }
        return text
    }
}
