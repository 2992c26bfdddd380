// SPDX-License-Identifier: MIT

/// The kinds of warnings that are news: each is reported once when it begins and once when it ends.
struct WarningKinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// The certificate expires soon.
    static let certificate = WarningKinds(rawValue: 1)
    /// The answer took long.
    static let slow = WarningKinds(rawValue: 2)

    /// The kinds with their names in files and events, and how their sentences begin.
    private static let known: [(kind: WarningKinds, name: String, opening: StaticString)] = [
        (.certificate, "certificate", "\"certificate "), (.slow, "slow", "\"slow: "),
    ]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Those of the value of `warnings`, as JSON.
    init(_ value: UnsafeRawBufferPointer) {
        self = []
        for (kind, _, opening) in Self.known where Self.contains(value, opening) { insert(kind) }
    }

    /// Those of that names.
    init(names: [String]) {
        self = Self.known.reduce(into: []) { kinds, known in
            if names.contains(known.name) { kinds.insert(known.kind) }
        }
    }

    /// Their names.
    var names: [String] { Self.known.filter { contains($0.kind) }.map(\.name) }

    /// True if a text of the list begins like that.
    private static func contains(_ value: UnsafeRawBufferPointer, _ opening: StaticString) -> Bool {
        let text = UnsafeRawBufferPointer(
            start: opening.utf8Start,
            count: opening.utf8CodeUnitCount
        )
        guard value.count >= text.count else { return false }
        for start in 0...(value.count - text.count) where value[start] == text[0] {
            // A quote within a text has a backslash before it.
            let isEscaped = start > 0 && value[start - 1] == UInt8(ascii: "\\")
            if !isEscaped, value[start..<(start + text.count)].elementsEqual(text) { return true }
        }
        return false
    }
}
