// SPDX-License-Identifier: MIT

@testable import PmonJSON
import Testing

struct JSONScannerTests {
    @Test(arguments: [
        "{}", "[]", "0", "-0", "-0.0e-0", "1e308", #""""#, "true", " \t\r\n null \n",
        #"{"a":{"b":[1,2,{"c":null}]},"d":"é\u00e9\ud83d\ude00"}"#,
        #"{"a":1,"A":2,"":3}"#, "[1,[2,[3]],{}]", #""\"\\\/\b\f\n\r\t""#,
        "123456789012345678901234567890", "1E+2", "0.1", "1e-400",
    ])
    func `valid text is accepted`(text: String) throws {
        try validate(Array(text.utf8))
    }

    @Test(arguments: [
        ("", JSONError.Problem.unexpectedEnd, 0),
        ("   ", .unexpectedEnd, 3),
        ("{", .unexpectedEnd, 1),
        (#"{"a""#, .unexpectedEnd, 4),
        (#"{"a":}"#, .unexpectedByte(0x7D), 5),
        (#"{"a":1,}"#, .unexpectedByte(0x7D), 7),
        ("[1,]", .unexpectedByte(0x5D), 3),
        ("[1 2]", .unexpectedByte(0x32), 3),
        ("{a:1}", .unexpectedByte(0x61), 1),
        ("{'a':1}", .unexpectedByte(0x27), 1),
        ("nul", .unexpectedEnd, 3),
        ("NaN", .unexpectedByte(0x4E), 0),
        ("True", .unexpectedByte(0x54), 0),
        ("1 1", .trailingBytes, 2),
        ("{}}", .trailingBytes, 2),
        ("01", .malformedNumber, 0),
        ("-01", .malformedNumber, 0),
        ("-", .malformedNumber, 0),
        ("[1.]", .malformedNumber, 1),
        ("1e", .malformedNumber, 0),
        ("+1", .unexpectedByte(0x2B), 0),
        (".5", .unexpectedByte(0x2E), 0),
        ("[1e400]", .numberOutOfRange, 1),
        ("-1e309", .numberOutOfRange, 0),
        ("\"a\u{1}\"", .controlCharacter(1), 2),
        ("\"a\nb\"", .controlCharacter(10), 2),
        (#""\x""#, .badEscape, 1),
        (#""\u12g4""#, .badEscape, 1),
        (#""\ud800""#, .loneSurrogate, 1),
        (#""\ud800\u0041""#, .loneSurrogate, 1),
        (#""\udc00""#, .loneSurrogate, 1),
        (#"{"a":1,"a":2}"#, .duplicateKey, 7),
        (#"{"a":1,"\u0061":2}"#, .duplicateKey, 7),
        (#"[{"x":{"b":1,"c":2,"b":3}}]"#, .duplicateKey, 19),
        ("\u{FEFF}{}", .byteOrderMark, 0),
        ("\"abcdefgh", .unexpectedEnd, 9),
        ("\u{A0}1", .unexpectedByte(0xC2), 0),
    ])
    func `invalid text is refused with the byte at which it shows`(
        text: String,
        problem: JSONError.Problem,
        offset: Int
    ) {
        #expect(throws: JSONError(problem, offset: offset)) { try validate(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80],
            [0xFF], [0xC3, 0x28],
        ] as [[UInt8]]
    )
    func `bytes that are no UTF-8 are refused`(bad: [UInt8]) {
        // With text around, so that the fault is met inside and at the edge of an eight-byte word.
        for padding in 0..<9 {
            let text = Array("\"".utf8) + Array(repeating: 0x61, count: padding) + bad + [0x22]
            #expect(throws: JSONError(.invalidUTF8, offset: 1 + padding)) { try validate(text) }
        }
    }

    @Test func `64 levels are accepted and 65 refused`() throws {
        try validate(nested(levels: 64))
        #expect(throws: JSONError(.tooDeep, offset: 64)) { try validate(nested(levels: 65)) }
        #expect(throws: JSONError(.tooDeep, offset: 64)) {
            try validate(Array(repeating: 0x5B, count: 100_000))
        }
    }

    @Test func `a key is found twice among thousands`() throws {
        let members = (0..<5000).map { #""key\#($0)":\#($0)"# }
        try validate(Array("{\(members.joined(separator: ","))}".utf8))
        let twice = members + [#""key\u0034200":0"#]
        #expect(throws: JSONError.self) {
            try validate(Array("{\(twice.joined(separator: ","))}".utf8))
        }
    }

    @Test func `a quote is found at every place of a word`() throws {
        for length in 0..<40 {
            let text = "\"" + String(repeating: "x", count: length) + "\""
            try validate(Array(text.utf8))
            #expect(throws: JSONError(.unexpectedEnd, offset: length + 1)) {
                try validate(Array(text.utf8.dropLast()))
            }
        }
    }

    private func nested(levels: Int) -> [UInt8] {
        Array(repeating: 0x5B, count: levels) + Array(repeating: 0x5D, count: levels)
    }

    private func validate(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try JSONScanner.validate($0) }
    }
}
