// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct IniParserTests {
    private func sections(_ text: String) throws -> [IniFile.Section] {
        try IniFile(Array(text.utf8), name: "x.ini").sections
    }

    /// `key=value` of each entry, in their order.
    private func entries(_ text: String) throws -> [String] {
        try sections(text).flatMap { section in section.entries.map { "\($0.spelling)=\($0.value)" }
        }
    }

    private func errors(_ bytes: [UInt8]) -> [String] {
        var parser = IniParser(name: "x.ini")
        _ = parser.parse(bytes)
        return parser.problems.texts
    }

    @Test(arguments: [
        ("[a]\nk = v", ["k=v"]), ("[a]\nk: v", ["k=v"]), ("[a]\nk=v=w:x", ["k=v=w:x"]),
        ("[a]\nk =", ["k="]),
        ("[a]\r\nk = v\r\n", ["k=v"]), ("[a]\rk = v\rl = w", ["k=v", "l=w"]),
        ("[a]\nKey.A = V", ["Key.A=V"]),
        ("[a]\nk = v ; no comment # either", ["k=v ; no comment # either"]),
        ("# c\n[a]\n; c\n # c\nk = v", ["k=v"]),
        ("[a]\nk = a\n  b\n\n  c\n\n\nl = d", ["k=a\nb\n\nc", "l=d"]),
        ("[a]\nk = a\n # c\n b", ["k=a\nb"]),
        ("[a]\nk =\n a\n b", ["k=\na\nb"]),
        ("[a]\n  k = a\n  l = b\n   c\n m = d", ["k=a", "l=b\nc", "m=d"]),
        ("[a]\nk = a\n [b]\n l = c", ["k=a\n[b]\nl = c"]),
        ("[a]\nk = 50%\nl = %(k)s ${k}", ["k=50%", "l=%(k)s ${k}"]),
        ("[a]\nk\u{3000}=\u{A0}v\u{1C}", ["k=v"]), ("[a]\nk =\u{338} v", ["k=\u{338} v"]), ("", []),
        ("\n\n", []),
        ("[a]\na b = c", ["a b=c"]), ("[a]\nü = ß", ["ü=ß"]), ("[a]\n[b]\n k = v\n  w", ["k=v\nw"]),
    ])
    func `keys and values are read`(text: String, expected: [String]) throws {
        #expect(try entries(text) == expected)
    }

    @Test func `sections and keys know their lines`() throws {
        let sections = try sections("\n[ a ]\n\nk = v\n w\n[B]\nk = x")
        #expect(sections.map(\.name) == [" a ", "B"])
        #expect(sections.map(\.line) == [2, 6])
        #expect(sections.map { $0.entries.map(\.line) } == [[4], [7]])
    }

    @Test func `paths into JSON keep their case, other keys have none`() throws {
        #expect(
            try entries(
                "[checks]\nurl.1.expect.json.A = 1\nurl.1.expect.json.a = 2\nurl.2.Expect.JSON.a = 3"
            ).count == 3
        )
        #expect(
            errors(Array("[checks]\nurl.1.expect.json.a = 1\nURL.1.Expect.Json.a = 2".utf8))
                == ["x.ini:3: duplicate key 'URL.1.Expect.Json.a' in [checks], first in line 2"]
        )
        #expect(errors(Array("[checks]\nurl.1.header.X = 1\nurl.1.header.x = 2".utf8)).count == 1)
    }

    @Test(arguments: [
        ("k = v", ["x.ini:1: expected [section] before the first key"]),
        ("k = v\nl = w", ["x.ini:1: expected [section] before the first key"]),
        ("[a]\nword", ["x.ini:2: expected key = value or [section], found a line without = or :"]),
        ("[a]\n= v", ["x.ini:2: expected a key in front of ="]),
        ("[a]\n : v", ["x.ini:2: expected a key in front of :"]),
        ("[a]\nk = 1\nK = 2", ["x.ini:3: duplicate key 'K' in [a], first in line 2"]),
        ("[a]\n[b]\n[a]\nk = 1", ["x.ini:3: duplicate section [a], first in line 1"]),
        (
            "[DEFAULT]\nk = v",
            ["x.ini:1: expected a section of pmon, found [DEFAULT], which pmon does not use"]
        ),
        ("[]\nk = v", ["x.ini:1: expected [section] alone on its line"]),
        ("[a\nk = v", ["x.ini:1: expected [section] alone on its line"]),
        ("[a] # c", ["x.ini:1: expected [section] alone on its line"]),
        ("[a]b]", ["x.ini:1: expected [section] alone on its line"]),
        ("[", ["x.ini:1: expected [section] alone on its line"]),
        (
            "\u{FEFF}[a]\nk = v",
            [
                "x.ini:1: expected text, found a byte order mark: save the file as plain UTF-8"
            ]
        ),
        ("[a]\nk = \u{0}", ["x.ini:2: expected text, found a NUL byte"]),
        (
            "[a]\nword\n more\nk = 1\nk = 2\n  and more",
            [
                "x.ini:2: expected key = value or [section], found a line without = or :",
                "x.ini:5: duplicate key 'k' in [a], first in line 4",
            ]
        ),
    ])
    func `every error is told with its line, and none of its continuation lines`(
        text: String,
        expected: [String]
    ) {
        #expect(errors(Array(text.utf8)) == expected)
    }

    @Test func `bytes that are not UTF-8 are told with their line`() {
        let bytes = Array("[a]\nk = v\nl = ".utf8) + [0xC3, 0x28, 0x0A]
        #expect(errors(bytes) == ["x.ini:3: expected UTF-8, found other bytes"])
        #expect(
            errors([0x5B, 0xED, 0xA0, 0x80, 0x5D]) == ["x.ini:1: expected UTF-8, found other bytes"]
        )
    }

    @Test func `no message shows what may be a secret`() {
        let text = "[a]\npwd = x\ngeheim\n[geheim\n[geheim] x\n= geheim\npwd = geheim"
        let errors = errors(Array(text.utf8))
        #expect(errors.count == 4)
        for error in errors { #expect(!error.contains("geheim")) }
    }

    @Test func `of a flood of errors the first fifty are told`() {
        let errors = errors(Array(("[a]\n" + String(repeating: "word\n", count: 200)).utf8))
        #expect(errors.count == 51)
        #expect(errors.last == "x.ini: and 150 more of this kind")
    }

    @Test(.timeLimit(.minutes(1))) func `megabytes are read in time`() throws {
        let line = String(repeating: "v", count: 80)
        let text = "[a]\n" + (0..<25_000).map { "key.\($0) = \(line)\n" }.joined()
        #expect(text.utf8.count > 2_000_000)
        #expect(try entries(text).count == 25_000)
        let one = "[a]\nk = " + String(repeating: "v", count: 2_000_000)
        #expect(try entries(one).first?.utf8.count == 2_000_002)
    }
}
