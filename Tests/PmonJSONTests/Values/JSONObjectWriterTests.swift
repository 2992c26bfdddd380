// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct JSONObjectWriterTests {
    @Test func `an object is what JSONWriter makes of its value`() {
        let value: JSONObject = [
            "a": .string("x\"\n"), "b": .number(JSONNumber(-3)),
            "c": .object(["d": .number(JSONNumber(fixed: 1507, decimals: 3)), "e": .object([:])]),
            "f": .array([.null, .bool(true)]),
        ]
        var bytes = Array("before ".utf8)
        JSONObjectWriter.append(to: &bytes) { object in
            object.add("a", "x\"\n")
            object.add("b", -3)
            object.addObject("c") { inner in
                inner.add("d", fixed: 1507, decimals: 3)
                inner.addObject("e") { _ in }
            }
            object.add("f", .array([.null, .bool(true)]))
        }
        #expect(bytes == Array("before ".utf8) + JSONWriter.bytes(.object(value)))
    }

    @Test(arguments: [0, 1, 1000, 1015, 1016, 1017, 1018, 1023, 1024, 5000])
    func `members of any length stand whole`(length: Int) {
        let text =
            String(repeating: "ä", count: length / 2) + String(repeating: "x", count: length % 2)
        let value: JSONObject = [
            "before": .string(text), "number": .number(JSONNumber(Int.min + 1)),
            "after": .string(text), "escaped": .string("\(text)\u{1}"),
        ]
        var bytes: [UInt8] = []
        JSONObjectWriter.append(to: &bytes) { object in
            object.add("before", text)
            object.add("number", Int.min + 1)
            object.add("after", text)
            object.add("escaped", "\(text)\u{1}")
        }
        #expect(bytes == JSONWriter.bytes(.object(value)))
    }
}
