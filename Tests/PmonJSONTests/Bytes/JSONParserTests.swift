// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

struct JSONParserTests {
    @Test func `all types are built, members in their order`() throws {
        let text = #"{"b":[1,-2.50,"x"],"a":{"t":true,"f":false,"n":null}}"#
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(value.object?.members.map(\.key) == ["b", "a"])
        #expect(value.object?["b"]?.array?[1] == .number(JSONNumber(validated: "-2.50")))
        #expect(value.object?["a"] == .object(["t": .bool(true), "f": .bool(false), "n": .null]))
        #expect(JSONWriter.bytes(value) == Array(text.utf8))
    }

    @Test(arguments: [
        (#""\u0041\u00e9\u20ac\ud83d\ude00""#, "Aé€😀"),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""plain é text""#, "plain é text"),
        (#""""#, ""),
    ])
    func `escapes are resolved`(text: String, expected: String) throws {
        #expect(try JSONParser.parse(Array(text.utf8)) == .string(expected))
    }

    @Test func `history of older tools may have lone surrogates and keys twice`() throws {
        let text = Array(#"{"a":"\ud800","b":1,"a":2}"#.utf8)
        let value = try text.withUnsafeBytes { try JSONParser.decode($0) }
        #expect(value == .object(["b": .int(1), "a": .int(2)]))
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test func `decoding checks the grammar`() {
        for text in ["{", #"{"a" 1}"#, "[1 2]", "{}x", #"{"a":1,}"#, "[01]"] {
            #expect(throws: JSONError.self) {
                try Array(text.utf8).withUnsafeBytes { try JSONParser.decode($0) }
            }
        }
    }

    @Test func `nesting is bounded without the strict check as well`() {
        let text = Array(repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSONError(.tooDeep, offset: 67)) {
            try text.withUnsafeBytes { try JSONParser.decode($0) }
        }
    }
}
