// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct JSONValueTests {
    static let values: [JSONValue] = [
        .null, .bool(true), .int(7), .number(JSONNumber(validated: "1.5")), .string("x"),
        .array([.string("a"), .string("b")]), .array([.string("a"), .int(1)]), .array([]),
        .object(["k": .null]),
    ]

    @Test func `each accessor answers for its own kind alone`() {
        #expect(Self.values.map(\.bool) == [nil, true, nil, nil, nil, nil, nil, nil, nil])
        #expect(Self.values.map(\.int) == [nil, nil, 7, nil, nil, nil, nil, nil, nil])
        #expect(Self.values.map(\.double) == [nil, nil, 7, 1.5, nil, nil, nil, nil, nil])
        #expect(Self.values.map(\.string) == [nil, nil, nil, nil, "x", nil, nil, nil, nil])
        #expect(Self.values.map { $0.array?.count } == [nil, nil, nil, nil, nil, 2, 2, 0, nil])
        #expect(
            Self.values.map { $0.object?.members.count }
                == [nil, nil, nil, nil, nil, nil, nil, nil, 1]
        )
    }

    @Test func `strings are an array of nothing but strings`() {
        #expect(
            Self.values.map(\.strings) == [nil, nil, nil, nil, nil, ["a", "b"], nil, [], nil]
        )
        #expect(JSONValue.strings(["a"]) == .array([.string("a")]))
    }
}
