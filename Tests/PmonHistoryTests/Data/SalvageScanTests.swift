// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import PmonHistory

struct SalvageScanTests {
    private static func record(_ number: Int) -> String {
        #"{"time":"t","result":"SUCCESS","message":"OK","run":\#(number)}"#
    }

    /// The address of each record that is found, `?` where it is unknown.
    private func addresses(_ text: String) -> [String] {
        addresses(Array(text.utf8))
    }

    private func addresses(_ bytes: [UInt8]) -> [String] {
        bytes.withUnsafeBytes { SalvageScan($0).pieces.map { $0.url?.text ?? "?" } }
    }

    private let lists = """
        "a": [
        \(record(1)),
        \(record(2))
        ],
        "http://b/": [
        \(record(3))
        ]
        """

    @Test func `a file within brackets, after a mark or twice is read`() {
        let file = "{\n\(lists)\n}\n"
        let all = ["a", "a", "http://b/"]
        #expect(addresses(file) == all)
        #expect(addresses("\u{FEFF}" + file) == all)
        #expect(addresses("[\(file)]") == all)
        #expect(addresses("\0\0" + file) == all)
        #expect(addresses("{ {" + file) == all)
        #expect(addresses(file + file) == all + all)
        #expect(addresses("{\"a\": [\n{\"time\":\"t\",\"x\":" + file) == all)
    }

    @Test func `a damaged address takes nothing from the one before it`() {
        let file = "{\n\(lists)\n}\n"
        for damage in ["\0http://b/\"", "\"http://\0/\"", "http://b/\""] {
            let damaged = file.replacing("\"http://b/\"", with: damage)
            #expect(addresses(damaged) == ["a", "a", "?"])
        }
        #expect(addresses(file.replacing("\n\"http", with: "\0\"http")) == ["a", "a", "http://b/"])
        #expect(addresses(file.replacing("],\n", with: "")) == ["a", "a", "http://b/"])
    }

    @Test func `members of a torn record are no addresses`() {
        let torn = #"{"time":"t","hops":[{"n":1}],"none":[],"deep":{"x":["#
        #expect(addresses("{\n\"a\": [\n\(torn)\n\(Self.record(1))\n]\n}") == ["?"])
    }

    @Test func `brackets that fit by chance do not swallow the rest`() {
        let torn = #"{"time":"t","result":"SUCCESS","message":"OK","x":[1"#
        let file =
            "{\n\"a\": [\n\(torn),\n\(Self.record(1))\n],\n\"b\": [\n\(Self.record(2))\n]\n}\n}"
        #expect(addresses(file) == ["?", "b"])
    }

    @Test func `the marks of a conflict are no damage`() {
        let file = """
            {
            "a": [
            \(Self.record(1)),
            <<<<<<< HEAD
            \(Self.record(2))
            ],
            "b": [
            \(Self.record(3)),
            =======
            \(Self.record(4))
            ],
            "b": [
            \(Self.record(5)),
            >>>>>>> other
            \(Self.record(6))
            ]
            }
            """
        #expect(addresses(file) == ["a", "a", "b", "a", "b", "b"])
        let apart = file.replacing(
            "\"b\": [\n\(Self.record(5))",
            with: "\"c\": [\n\(Self.record(5))"
        )
        #expect(addresses(apart) == ["a", "a", "b", "a", "c", "?"])
    }
}
