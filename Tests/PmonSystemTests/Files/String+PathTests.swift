// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonSystem

struct StringPathTests {
    @Test(
        arguments: [
            [], Array("/a/b".utf8), Array("größe/日本/😀".utf8), [0xFF], [0x61, 0xE9, 0x62], [0xC3],
            [0xF4, 0x8F, 0xBE, 0x80], [0xF4, 0x8F, 0xBF, 0xBF, 0x61], [0xED, 0xA0, 0x80],
            [0xF4, 0x8F, 0xBD, 0xBF], [0xC0, 0x80], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]]
    )
    func `a path comes back as it was`(bytes: [UInt8]) {
        let text = String(pathBytes: bytes)
        #expect(text.pathBytes == bytes.map(CChar.init(bitPattern:)) + [0])
    }

    @Test func `random paths come back as they were, and no two share a text`() {
        var random = SeededRandom(seed: 7)
        let pieces: [UInt8] = [0x2F, 0x61, 0xC3, 0xA9, 0xF4, 0x8F, 0xBE, 0xBF, 0x80, 0xFF]
        var texts: [String: [UInt8]] = [:]
        for _ in 0..<2000 {
            let count = Int.random(in: 1...9, using: &random)
            let bytes = (0..<count).map { _ in pieces.randomElement(using: &random) ?? 0x61 }
            let text = String(pathBytes: bytes)
            #expect(text.pathBytes.dropLast().map(UInt8.init(bitPattern:)) == bytes)
            #expect(texts.updateValue(bytes, forKey: text) ?? bytes == bytes)
        }
    }

    @Test func `messages name the bytes that are not UTF-8`() {
        #expect(String(pathBytes: Array("caf".utf8) + [0xE9]).pathText == #"caf\xE9"#)
        #expect("café".pathText == "café")
    }
}
