// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonText

struct EncodedTextTests {
    @Test(arguments: [
        ("a%41%c3%A4", "aAä"), (#"\"\/\u0041\ud83d\ude00\x41"#, "\"/A😀A"),
        ("&lt;&#65;&#x42;&AMP;&quot;", "<AB&\""), ("%2541", "%41"),
        (#"\101\u{41}\u{1F600}%u00e4\303\244"#, "AA😀ää"), ("&ltp&#65&#x4a;&ampq&#x2Fz", "<pAJ&q/z"),
    ])
    func `one layer is undone`(text: String, decoded: String) {
        var encoded = EncodedText(Array(text.utf8))
        let isChanged = encoded.decode()
        #expect(isChanged)
        #expect(String(decoding: encoded.units.map(\.byte), as: UTF8.self) == decoded)
    }

    @Test(arguments: [
        "", "plain", "100%", "%4", "%zz", #"\"#, #"\q"#, #"\18"#, #"\u{}"#, #"\u{41"#, "%u12",
        "%ud800", "&", "&nothing;", "&#;",
    ])
    func `what is not encoded stays`(text: String) {
        var encoded = EncodedText(Array(text.utf8))
        let isChanged = encoded.decode()
        #expect(!isChanged)
        #expect(encoded.units.map(\.byte) == Array(text.utf8))
    }

    @Test(arguments: [
        "536563726574", "53 65 63 72 65 74", "0x53,0x65,0x63,0x72,0x65,0x74",
        "{ 0x53, 0x65, 0x63,\n      0x72, 0x65, 0x74 }", "0X530X650X630X720X650X74",
        "53-65-63-72:65:74",
        "[0x53 0x65 0x63 0x72 0x65 0x74]", "53;65;63;72;65;74",
    ])
    func `digits in lists are bytes`(text: String) {
        let readings = EncodedText(Array(text.utf8)).hexadecimalPhases()
            .map { String(decoding: $0.units.map(\.byte), as: UTF8.self) }
        #expect(readings.contains { $0.contains("Secret") })
    }

    @Test(arguments: [
        "[83, 101, 99, 114, 195, 164]", "83 101 99 114 195 164", "[83,101,99,114,-61,-92]",
        "{\n  83,\n  101,\n  99,\n  114,\n  195,\n  164\n}", "83:101:099:114:195:164",
    ])
    func `numbers in lists are bytes`(text: String) {
        let reading = EncodedText(Array(text.utf8)).decimalBytes()?.units.map(\.byte) ?? []
        #expect(String(decoding: reading, as: UTF8.self).contains("Secrä"))
    }

    @Test(arguments: [
        "", "1 2 3 4", "1000 2000 3000 4000 5000", "1x2x3x4x5", "12345678901234567890",
    ])
    func `other numbers are no list`(text: String) {
        #expect(EncodedText(Array(text.utf8)).decimalBytes() == nil)
    }

    @Test func `places are those of the text as it came`() {
        var encoded = EncodedText(Array("x%2541y".utf8))
        _ = encoded.decode()
        _ = encoded.decode()
        #expect(encoded.units.map(\.start) == [0, 1, 6])
        #expect(encoded.units.map(\.end) == [1, 6, 7])
    }

    /// What a server sends decides over these texts.
    @Test func `no text leads beyond its ends`() {
        var random = SeededRandom(seed: 11)
        let letters = Array("%u\\x{}&#;0123789abfAFg/+= :-\0é")
        for _ in 0..<4000 {
            let count = Int.random(in: 0...24, using: &random)
            let text = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
            let length = text.utf8.count
            var encoded = EncodedText(Array(text.utf8))
            repeat {
                let others = [encoded.withoutZeros(), encoded.decimalBytes()].compactMap(\.self)
                for view in [encoded] + others + encoded.base64Phases()
                    + encoded.hexadecimalPhases()
                {
                    let isInside = view.units.allSatisfy {
                        0 <= $0.start && $0.start <= $0.end && $0.end <= length
                    }
                    #expect(isInside, "\(text)")
                }
            } while encoded.decode()
        }
    }
}
