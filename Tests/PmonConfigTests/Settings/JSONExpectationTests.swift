// SPDX-License-Identifier: MIT

import PmonJSON
import PmonText
import Testing

@testable import PmonConfig

/// A number of a test, which is one.
private func number(_ text: String) -> DecimalNumber {
    guard let number = DecimalNumber(text) else { preconditionFailure("\(text) is no number") }
    return number
}

struct JSONExpectationTests {
    @Test(arguments: [
        ("up", JSONExpectation.Comparison.equal("up")), ("= up", .equal("up")),
        ("== up", .equal("up")), ("!= up", .notEqual("up")),
        ("!=", .notEqual("")), ("< 5", .less(number("5"))), ("<=5.5", .lessOrEqual(number("5.5"))),
        ("> -1", .greater(number("-1"))), (">= 1e3", .greaterOrEqual(number("1000"))),
        ("~ ^up$", .matches("^up$")), ("", .exists), ("EXISTS", .exists),
        ("exists not", .equal("exists not")), ("5", .equal("5")),
    ])
    func `the operator stands in front of the value`(
        text: String,
        comparison: JSONExpectation.Comparison
    ) throws {
        let expectation = try JSONExpectation(path: "data.Items.0.state", text: text)
        #expect(expectation.comparison == comparison)
        #expect(expectation.steps == ["data", "Items", "0", "state"])
        #expect(expectation.text == text)
    }

    @Test(arguments: [
        (#"a\.b.c"#, ["a.b", "c"]), (#"a\\.b"#, [#"a\"#, "b"]), (#"\.\."#, [".."]),
        (#"a\b"#, [#"a\b"#]), (#"a\\"#, [#"a\"#]),
    ])
    func `a backslash takes a dot into the key`(path: String, steps: [String]) throws {
        #expect(try JSONExpectation(path: path, text: "x").steps == steps)
    }

    @Test(arguments: [
        ("", "x"), (".a", "x"), ("a.", "x"), ("a..b", "x"), ("a !", "x"), ("a <", "5"),
        ("a >", "5"), ("a\\", "1"), ("a.b\\\\\\", "1"), ("a", "<"), ("a", "> x"), ("a", "<= inf"),
        ("a", ">= nan"),
    ])
    func `a path without steps and a bound without number are refused`(path: String, text: String) {
        #expect(throws: SettingProblem.self) { try JSONExpectation(path: path, text: text) }
    }
}
