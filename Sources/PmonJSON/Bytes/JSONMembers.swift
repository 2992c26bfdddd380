// SPDX-License-Identifier: MIT

/// Walks over the members of one JSON object without building anything; for lines of which a tool needs two keys.
///
/// ```
/// var members = JSONMembers(line)
/// while let member = members.next() {
///     if member.hasKey("result") { isFine = member.isString("SUCCESS") }
/// }
/// ```
/// The line is checked as it is walked over, grammar and UTF-8 alone; `JSONScanner.validate` is stricter.
/// After the last member `error` is nil, or tells why the walk ended early.
package struct JSONMembers {
    /// One member; its bytes belong to the line.
    package struct Member {
        /// The key as it is spelled, between its quotes.
        package let rawKey: UnsafeRawBufferPointer
        /// The value as it is spelled, a string with its quotes.
        package let rawValue: UnsafeRawBufferPointer

        /// A member of these bytes.
        @inline(__always)
        package init(rawKey: UnsafeRawBufferPointer, rawValue: UnsafeRawBufferPointer) {
            (self.rawKey, self.rawValue) = (rawKey, rawValue)
        }

        /// True if the key is this one, which must need no escapes.
        ///
        /// A key that is spelled with escapes although it needs none is compared by its meaning.
        @inline(__always)
        package func hasKey(_ name: StaticString) -> Bool {
            Self.isEqual(rawKey, name) || (isEscaped(rawKey) && key.utf8.elementsEqual(bytes(name)))
        }

        /// True if the key is spelled as this one; for keys without escapes, at the least cost.
        @inline(__always)
        package func isSpelled(_ name: StaticString) -> Bool { Self.isEqual(rawKey, name) }

        /// The key, unescaped.
        package var key: String { JSONText.decode(rawKey) }

        /// True if the value is this string, which must need no escapes.
        package func isString(_ text: StaticString) -> Bool {
            guard let inside = rawString else { return false }
            return Self.isEqual(inside, text)
                || (isEscaped(inside) && JSONText.unescape(inside).elementsEqual(bytes(text)))
        }

        /// The inside of a string value as it is spelled; nil for other values.
        package var rawString: UnsafeRawBufferPointer? {
            guard rawValue.first == UInt8(ascii: "\"") else { return nil }
            return UnsafeRawBufferPointer(rebasing: rawValue[1..<(rawValue.count - 1)])
        }

        /// The text of a string value; nil for other values.
        package var string: String? { rawString.map(JSONText.decode) }

        /// The value of an integer that fits 64 bits, without fraction and exponent; nil for other values.
        package var int: Int? {
            let isNegative = rawValue.first == UInt8(ascii: "-")
            var value = 0
            guard rawValue.count > (isNegative ? 1 : 0) else { return nil }
            for byte in rawValue.dropFirst(isNegative ? 1 : 0) {
                let digit = Int(byte) - 0x30
                guard digit >= 0, digit < 10 else { return nil }
                let (product, overflows) = value.multipliedReportingOverflow(by: 10)
                let (sum, exceeds) = product.addingReportingOverflow(isNegative ? -digit : digit)
                guard !overflows, !exceeds else { return nil }
                value = sum
            }
            return value
        }

        /// The value of a number; nil for other values and beyond what a double can hold.
        package var double: Double? {
            guard let first = rawValue.first, first == UInt8(ascii: "-") || first &- 0x30 < 10
            else {
                return nil
            }
            if let value = plainDouble { return value }
            return Double(String(decoding: rawValue, as: UTF8.self)).flatMap {
                $0.isFinite ? $0 : nil
            }
        }

        @inline(__always)
        private static func isEqual(_ raw: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
            guard raw.count == text.utf8CodeUnitCount else { return false }
            for index in 0..<raw.count where raw[index] != text.utf8Start[index] { return false }
            return true
        }

        private func isEscaped(_ raw: UnsafeRawBufferPointer) -> Bool {
            raw.contains(UInt8(ascii: "\\"))
        }

        private func bytes(_ text: StaticString) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        }
    }

    private var cursor: JSONCursor
    private var isAtStart = true
    private var isAtEnd = false
    /// Why the walk ended before the end of the object; nil while it goes on and after a good end.
    package private(set) var error: JSONError?

    /// Bytes walked over so far.
    package var offset: Int { cursor.offset }

    /// A walk over an object with nothing but spaces around it; the bytes must outlive it.
    package init(
        _ bytes: UnsafeRawBufferPointer,
        strictness: JSONCursor.Strictness = .grammar
    ) {
        cursor = JSONCursor(bytes, strictness: strictness)
    }

    /// The next member; nil after the last one and at an error.
    package mutating func next() -> Member? {
        guard !isAtEnd else { return nil }
        guard moveToKey() else {
            isAtEnd = true
            return nil
        }
        let key = cursor.position + 1
        guard cursor.skipString() else { return stop() }
        let rawKey = UnsafeRawBufferPointer(start: key, count: cursor.position - key - 1)
        cursor.skipWhitespace()
        guard cursor.skip(UInt8(ascii: ":")) else { return stop() }
        cursor.skipWhitespace()
        let value = cursor.position
        let levels = cursor.strictness == .strict ? 0 : JSONCursor.levelsAroundRecord
        guard cursor.skipValue(depth: 1 - levels) else { return stop() }
        return Member(
            rawKey: rawKey,
            rawValue: UnsafeRawBufferPointer(start: value, count: cursor.position - value)
        )
    }

    /// Moves to the next key; false at the end of the object and at an error.
    private mutating func moveToKey() -> Bool {
        cursor.skipWhitespace()
        if isAtStart {
            isAtStart = false
            guard cursor.byte == UInt8(ascii: "{") else {
                error =
                    cursor.position < cursor.end
                    ? JSONError(.notAnObject, offset: cursor.offset) : cursor.error
                return false
            }
            cursor.position += 1
            cursor.skipWhitespace()
            if cursor.byte != UInt8(ascii: "}") { return true }
        } else if cursor.byte == UInt8(ascii: ",") {
            cursor.position += 1
            cursor.skipWhitespace()
            return true
        }
        guard cursor.skip(UInt8(ascii: "}")) else {
            error = cursor.error
            return false
        }
        cursor.skipWhitespace()
        if cursor.position < cursor.end {
            error = JSONError(.trailingBytes, offset: cursor.offset)
        }
        return false
    }

    private mutating func stop() -> Member? {
        error = cursor.error
        isAtEnd = true
        return nil
    }
}
