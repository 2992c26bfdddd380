// SPDX-License-Identifier: MIT

import PmonText

/// A value that a step takes out of its reply for later steps: the key `capture.NAME` and its value.
package struct CaptureSetting: Equatable, Sendable {
    /// The place of the value.
    package enum Source: Equatable, Sendable {
        /// `json PATH`: a string, a number or a truth value.
        case json(JSONPath)
        /// `header NAME`: the first header of that name.
        case header(String)
        /// `body TEXT*TEXT`: the shortest text between two others.
        case body(before: String, after: String)

        /// True if the body has to be looked at.
        package var needsBody: Bool {
            if case .header = self { false } else { true }
        }
    }

    /// The name in lower case: letters, digits, `-` and `_`, a letter first.
    package let name: String
    /// The place of the value.
    package let source: Source
    /// The value of the key as it was written.
    let text: String

    /// Bytes of a name at most.
    private static let longestName = 64

    /// Reads the name after `capture.` and the value.
    init(name: String, text: String) throws(SettingProblem) {
        guard Self.isName(name) else {
            throw SettingProblem(
                expected: "a name of letters, digits, - and _, a letter first",
                found: name
            )
        }
        self.name = name.lowercased()
        self.text = text
        let word = text.prefix { !$0.isWhitespace }
        let rest = String(text[word.endIndex...]).trimmed
        switch word.lowercased() {
        case "json": source = .json(try JSONPath(rest))
        case "header":
            try HeaderSetting.check(name: rest)
            source = .header(rest)
        case "body": source = try Self.body(rest)
        default:
            throw SettingProblem(expected: "json PATH, header NAME or body TEXT*TEXT", found: text)
        }
    }

    /// True for what may stand between the braces of a placeholder.
    package static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= longestName else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// One `*` stands for the value; at an end of the text it reaches to that end of the body.
    private static func body(_ text: String) throws(SettingProblem) -> Source {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw SettingProblem(
                "expected one * for the value in the text, found \(parts.count - 1)"
            )
        }
        return .body(before: parts[0], after: parts[1])
    }
}
