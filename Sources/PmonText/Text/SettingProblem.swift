// SPDX-License-Identifier: MIT

/// The problem of one value, as a sentence about the expected form.
///
/// The caller puts the place before it.
package struct SettingProblem: Error, Equatable, Sendable {
    /// For example `expected a duration such as 500ms, found 'soon'`.
    package let message: String

    /// A problem in words.
    package init(_ message: String) {
        self.message = message
    }

    /// A value that is not of the expected form; of a long one the beginning is shown.
    package init(expected: String, found: String) {
        message =
            found.isEmpty
            ? "expected \(expected), found none" : "expected \(expected), found '\(found.excerpt)'"
    }
}
