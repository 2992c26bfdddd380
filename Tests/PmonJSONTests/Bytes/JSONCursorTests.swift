// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct JSONCursorTests {
    @Test func `values are walked over up to their ends`() {
        for (text, rest) in [
            (#"{"a":[1,{}]} x"#, " x"), ("12,", ","), (#""a\"b":"#, ":"), (" true]", "]"),
            ("[ ]", ""), ("-0.5e+3 ", " "),
        ] {
            walk(text) { cursor in
                let isValue = cursor.skipValue()
                #expect(isValue)
                #expect(
                    String(
                        decoding: UnsafeBufferPointer(
                            start: cursor.position,
                            count: cursor.end - cursor.position
                        ),
                        as: UTF8.self
                    ) == rest
                )
            }
        }
    }

    @Test func `history may hold what input may not`() {
        for text in [#""\ud800""#, "1e999"] {
            #expect(!accepts(text))
            #expect(accepts(text, strictness: .grammar))
        }
    }

    @Test func `levels that are open around a value count`() {
        let text = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        #expect(accepts(text, depth: 1))
        #expect(!accepts(text, depth: 2))
    }

    @Test func `an empty buffer has an end`() {
        var cursor = JSONCursor(UnsafeRawBufferPointer(start: nil, count: 0))
        let isValue = cursor.skipValue()
        #expect(!isValue)
        #expect(cursor.error == JSONError(.unexpectedEnd, offset: 0))
    }

    private func accepts(
        _ text: String,
        strictness: JSONCursor.Strictness = .strict,
        depth: Int = 0
    ) -> Bool {
        Array(text.utf8).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes, strictness: strictness)
            return cursor.skipValue(depth: depth)
        }
    }

    private func walk(_ text: String, _ body: (inout JSONCursor) -> Void) {
        Array(text.utf8).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            body(&cursor)
        }
    }
}
