// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonJSON

struct JSONWriterTests {
    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("a\"b\\c", #""a\"b\\c""#), ("/", #""/""#),
        ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1}\u{8}\u{C}\u{1F}", #""\u0000\u0001\b\f\u001f""#),
        ("\u{7F}ü€😀\u{2028}", "\"\u{7F}ü€😀\u{2028}\""), ("\r\n", #""\r\n""#),
    ])
    func `only what must be escaped is`(text: String, written: String) {
        #expect(String(decoding: JSONWriter.bytes(.string(text)), as: UTF8.self) == written)
    }

    @Test func `values are written compactly and in order`() {
        let value = JSONValue.object([
            "z": .array([.null, .bool(true), .bool(false), .number(JSONNumber(validated: "1.50"))]),
            "a": .object([:]), "e": .array([]),
        ])
        #expect(
            String(decoding: JSONWriter.bytes(value), as: UTF8.self)
                == #"{"z":[null,true,false,1.50],"a":{},"e":[]}"#
        )
    }

    @Test func `another parser reads back every character`() throws {
        var random = SeededRandom(seed: 2)
        for _ in 0..<200 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let value = UInt32.random(
                    in: 0...(Bool.random(using: &random) ? 0x7F : 0x10FFFF),
                    using: &random
                )
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            let bytes = JSONWriter.bytes(.array([.string(String(text))]))
            let read = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String]
            let scalars = read?.first.map { Array($0.unicodeScalars) }
            #expect(scalars == Array(text))
        }
    }
}
