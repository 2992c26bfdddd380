// SPDX-License-Identifier: MIT

import PmonText

/// A place in a JSON text: keys and indexes joined by dots, `data.items.0.state`.
package struct JSONPath: Equatable, Sendable {
    /// The path as it was written.
    package let text: String
    /// Its keys and indexes; `\\.` is a dot within a key, `\\\\` a backslash.
    package let steps: [String]

    /// Reads a path.
    init(_ text: String) throws(SettingProblem) {
        guard let steps = Self.steps(text), !steps.contains("") else {
            throw SettingProblem(expected: "a path such as data.items.0.state", found: text)
        }
        self.text = text
        self.steps = steps
    }

    /// Nil for a path that ends in a backslash which escapes nothing.
    private static func steps(_ path: String) -> [String]? {
        var steps = [""]
        var isEscaped = false
        for character in path.unicodeScalars {
            switch character {
            case ".", "\\":
                if isEscaped {
                    steps[steps.count - 1].unicodeScalars.append(character)
                    isEscaped = false
                } else if character == "." {
                    steps.append("")
                } else {
                    isEscaped = true
                }
            default:
                // Before other characters a backslash is itself.
                if isEscaped { steps[steps.count - 1] += "\\" }
                isEscaped = false
                steps[steps.count - 1].unicodeScalars.append(character)
            }
        }
        return isEscaped ? nil : steps
    }
}
