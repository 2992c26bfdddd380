// SPDX-License-Identifier: MIT

/// Keeps a property out of everything that prints the value it belongs to; reading the property gives it plainly.
///
/// For addresses that may hold a password: `print`, `dump`, interpolation and mirrors of the owner show `***`.
/// It asks nothing of the value, as the runtime looks for each conformance that a type needs among all of the program,
/// at every start.
@propertyWrapper
package struct Masked<Value: Sendable>: Sendable {
    /// The value itself.
    package var wrappedValue: Value

    /// Masks a value.
    package init(wrappedValue: Value) {
        self.wrappedValue = wrappedValue
    }
}

extension Masked: Equatable where Value: Equatable {}

extension Masked: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Secret.mask }
    package var debugDescription: String { Secret.mask }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
