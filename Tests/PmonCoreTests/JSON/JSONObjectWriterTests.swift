// SPDX-License-Identifier: MIT

import Testing

@testable import PmonCore

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
}
