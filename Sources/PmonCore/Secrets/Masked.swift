// SPDX-License-Identifier: MIT

/// Keeps a property out of everything that prints the value it belongs to; reading the property gives it plainly.
///
/// For addresses that may hold a password: `print`, `dump`, interpolation and mirrors of the owner show `***`.
@propertyWrapper
package struct Masked<Value: Equatable & Sendable>: Equatable, Sendable {
    /// The value itself.
    package var wrappedValue: Value

    /// Masks a value.
    package init(wrappedValue: Value) {
        self.wrappedValue = wrappedValue
    }
}

extension Masked: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Secret.mask }
    package var debugDescription: String { Secret.mask }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
