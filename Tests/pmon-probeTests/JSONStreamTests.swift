// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

/// Writes down what a stream reads.
private struct Notes: JSONStreamHandler {
    var text = ""

    mutating func begin(isArray: Bool) { text += isArray ? "[" : "{" }
    mutating func end() { text += ">" }
    mutating func key(_ key: String) { text += "\(key):" }
    mutating func scalar(_ value: JSONScalar) {
        switch value {
        case .string(let string): text += "'\(string)' "
        case .number(let number): text += "\(number) "
        case .bool(let bool): text += "\(bool) "
        case .null: text += "null "
        }
    }
}

struct JSONStreamTests {
    private func read(_ json: String, piece: Int) -> (text: String, problem: String?) {
        var stream = JSONStream()
        var notes = Notes()
        let bytes = Array(json.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes {
                stream.feed($0, to: &notes)
            }
        }
        stream.finish(to: &notes)
        return (notes.text, stream.problem)
    }

    @Test(arguments: [
        (#"{"a":[1,-2.5e3,"x"],"b":{}}"#, "{a:[1 -2.5e3 'x' >b:{>>"),
        (" [ ] ", "[>"), ("true", "true "), ("12", "12 "), (#""\u00e9\n\ud83d\ude00""#, "'é\n😀' "),
        (#""\ud800x""#, "'\u{FFFD}x' "), (#""\ud800\n""#, "'\u{FFFD}\n' "),
        (#""\ud800\u0041""#, "'\u{FFFD}A' "), (#"{"":0}"#, "{:0 >"),
    ])
    func `what is read does not depend on the pieces`(json: String, expected: String) {
        for piece in [1, 2, 7, 1000] {
            let result = read(json, piece: piece)
            #expect(result.text == expected)
            #expect(result.problem == nil)
        }
    }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"[{"x":{"k":1,"\u006b":2}}]"#, #"{"":0,"b":{"":1},"":2}"#,
    ])
    func `a key that an object repeats is a problem`(json: String) {
        for piece in [1, 1000] {
            #expect(read(json, piece: piece).problem?.hasPrefix("JSON repeats the key") == true)
        }
        #expect(read(#"{"a":{"a":[{"a":1},{"a":2}]},"b":{"a":1}}"#, piece: 3).problem == nil)
    }

    @Test(arguments: [
        "", "  ", "{", "[1,]", #"{"a"}"#, #"{"a":1,}"#, "[1}", "nul", "truee", "01", "1.", "+1",
        ".5", "[1 2]",
        #""abc"#, "\"a\nb\"", #""\x""#, #""\u12g4""#, "{} {}", "{1:2}", "'a'", "[1]]", "NaN", "1e",
        "-",
    ])
    func `what is no JSON is a problem`(json: String) {
        for piece in [1, 1000] { #expect(read(json, piece: piece).problem != nil, "\(json)") }
    }

    @Test func `nesting is limited`() {
        let deep = JSONStream.depthLimit
        let fine = String(repeating: "[", count: deep) + String(repeating: "]", count: deep)
        #expect(read(fine, piece: 100).problem == nil)
        #expect(read("[" + fine + "]", piece: 100).problem?.contains("nested") == true)
    }

    @Test func `a string without end takes no memory without end`() {
        let long = "\"" + String(repeating: "x", count: 200_000) + "\""
        let result = read(long, piece: 4096)
        #expect(result.problem == nil)
        #expect(result.text.utf8.count < 70_000)
    }
}
