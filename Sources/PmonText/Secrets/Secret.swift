// SPDX-License-Identifier: MIT

/// A password or token: it can be revealed on purpose, but not printed by accident.
package struct Secret: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The replacement of a secret in texts.
    package static let mask = "***"

    private let value: String

    /// A secret of that value.
    package init(_ value: String) {
        self.value = value
    }

    /// The secret itself, for the one call that needs it.
    package func reveal() -> String { value }

    package var description: String { Secret.mask }
    package var debugDescription: String { Secret.mask }
}

extension Secret: CustomReflectable {
    /// A mirror without children, so that dumping a value that holds a secret does not print it.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
