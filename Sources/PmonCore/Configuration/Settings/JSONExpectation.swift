// SPDX-License-Identifier: MIT

/// What is expected of one place in a JSON body: the key `expect.json.PATH` and its value.
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
        case less(Double)
        /// `<= number`.
        case lessOrEqual(Double)
        /// `> number`.
        case greater(Double)
        /// `>= number`.
        case greaterOrEqual(Double)
        /// `~ pattern`: a regular expression found in the text.
        case matches(String)
    }

    /// The place: keys and indexes joined by dots, `data.items.0.state`; spelled as configured.
    package let path: String
    /// What is expected there.
    package let comparison: Comparison
    /// The value of the key as it was written.
    package let text: String

    /// The keys and indexes of the path.
    package var steps: [String] { path.split(separator: ".").map(String.init) }

    /// Reads a path and the value behind it.
    package init(path: String, text: String) throws(SettingProblem) {
        guard !path.isEmpty,
            !path.split(separator: ".", omittingEmptySubsequences: false).contains("")
        else { throw SettingProblem(expected: "a path such as data.items.0.state", found: path) }
        guard !path.hasSuffix("!"), !path.hasSuffix("<"), !path.hasSuffix(">") else {
            throw SettingProblem("expected the operator behind the equals sign: PATH = != value")
        }
        self.path = path
        self.text = text
        comparison = try Self.comparison(text)
    }

    private static func comparison(_ text: String) throws(SettingProblem) -> Comparison {
        func operand(_ length: Int) -> String { String(text.dropFirst(length)).trimmed }
        func number(_ length: Int) throws(SettingProblem) -> Double {
            guard let value = Double(operand(length)), value.isFinite else {
                throw SettingProblem(expected: "a number behind < or >", found: text)
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
