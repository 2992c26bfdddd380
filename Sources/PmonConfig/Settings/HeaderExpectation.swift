// SPDX-License-Identifier: MIT

/// The expectation of one response header: the key `expect.header.NAME` and its value.
package struct HeaderExpectation: Equatable, Sendable {
    /// The header's name as configured; compared without case.
    package let name: String
    /// A regular expression found in its value.
    package let pattern: String

    /// An expectation of that header.
    init(name: String, pattern: String) {
        self.name = name
        self.pattern = pattern
    }
}
