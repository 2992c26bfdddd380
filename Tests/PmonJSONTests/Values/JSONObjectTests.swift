// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct JSONObjectTests {
    @Test func `members keep their order, and a new key goes to the end`() {
        var object: JSONObject = ["b": .int(1), "a": .int(2)]
        object["c"] = .null
        object["b"] = .bool(true)
        #expect(object.members.map(\.key) == ["b", "a", "c"])
        #expect(object["b"] == .bool(true))
    }

    @Test func `setting nil removes a member, and null does not`() {
        var object: JSONObject = ["a": .int(1), "b": .int(2)]
        object["a"] = nil
        object["missing"] = nil
        object["b"] = .null
        #expect(object.members.map(\.key) == ["b"])
        #expect(object["b"] == .null)
        #expect(object["a"] == nil)
    }

    @Test func `keys are told apart by case, and the empty key is one`() {
        let object: JSONObject = ["": .int(0), "A": .int(1), "a": .int(2)]
        #expect(object[""] == .int(0))
        #expect(object["a"] == .int(2))
    }
}
