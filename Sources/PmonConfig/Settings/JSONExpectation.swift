// SPDX-License-Identifier: MIT

package import PmonJSON
import PmonText

/// The expectation of one value in a JSON body: the key `expect.json.PATH` and its value.
package struct JSONExpectation: Equatable, Sendable {
    /// How the found value is compared.
    package enum Comparison: Equatable, Sendable {
        /// The place exists, whatever it holds.
        case exists
        /// `= text`, or just `text`: equal as text, or as number where both are.
        case equal(String)
        /// `!= text`.
        case notEqual(String)
        /// `< number`.
        case less(DecimalNumber)
        /// `<= number`.
        case lessOrEqual(DecimalNumber)
        /// `> number`.
        case greater(DecimalNumber)
        /// `>= number`.
        case greaterOrEqual(DecimalNumber)
        /// `~ pattern`: a regular expression found in the text.
        case matches(String)
    }

    /// The place: keys and indexes joined by dots, `data.items.0.state`; spelled as configured.
    package let path: String
    /// The expected value.
    package let comparison: Comparison
    /// The value of the key as it was written.
    package let text: String

    /// The keys and indexes of the path; `\\.` is a dot within a key, `\\\\` a backslash.
    package let steps: [String]

    /// Reads a path and its expected value.
    init(path: String, text: String) throws(SettingProblem) {
        let place = try JSONPath(path)
        guard !path.hasSuffix("!"), !path.hasSuffix("<"), !path.hasSuffix(">") else {
            throw SettingProblem("expected the operator after the equals sign: PATH = != value")
        }
        self.path = path
        steps = place.steps
        self.text = text
        comparison = try Self.comparison(text)
    }

    private static func comparison(_ text: String) throws(SettingProblem) -> Comparison {
        func operand(_ length: Int) -> String { String(text.dropFirst(length)).trimmed }
        func number(_ length: Int) throws(SettingProblem) -> DecimalNumber {
            guard let value = DecimalNumber(operand(length)) else {
                throw SettingProblem(expected: "a number after < or >", found: text)
            }
            return value
        }
        if text.isEmpty || text.lowercased() == "exists" { return .exists }
        if text.hasPrefix("!=") { return .notEqual(operand(2)) }
        if text.hasPrefix("<=") { return .lessOrEqual(try number(2)) }
        if text.hasPrefix(">=") { return .greaterOrEqual(try number(2)) }
        if text.hasPrefix("<") { return .less(try number(1)) }
        if text.hasPrefix(">") { return .greater(try number(1)) }
        if text.hasPrefix("~") { return .matches(operand(1)) }
        if text.hasPrefix("==") { return .equal(operand(2)) }
        if text.hasPrefix("=") { return .equal(operand(1)) }
        return .equal(text)
    }
}
