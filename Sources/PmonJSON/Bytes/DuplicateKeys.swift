// SPDX-License-Identifier: MIT

import PmonText

/// Finds keys that stand twice in one object of a value whose grammar was checked before.
package struct DuplicateKeys {
    /// A key between its quotes.
    private struct Key {
        let hash: UInt64
        let start: Int
        let count: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private var cursor: JSONCursor
    /// The keys of all objects that are open, the innermost ones last.
    private var keys: [Key] = []

    /// Throws at the first object that has a key twice; `bytes` are one valid value.
    package static func check(_ bytes: UnsafeRawBufferPointer) throws(JSONError) {
        var finder = DuplicateKeys(bytes)
        try finder.checkValue()
    }

    private init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        cursor = JSONCursor(bytes)
        keys.reserveCapacity(32)
    }

    /// Recursive, which is safe: the grammar check has bounded the depth.
    private mutating func checkValue() throws(JSONError) {
        cursor.skipWhitespace()
        switch cursor.byte {
        case UInt8(ascii: "{"): try checkObject()
        case UInt8(ascii: "["): try checkArray()
        default: _ = cursor.skipValue()
        }
    }

    private mutating func checkArray() throws(JSONError) {
        cursor.position += 1
        cursor.skipWhitespace()
        while cursor.position < cursor.end, cursor.byte != UInt8(ascii: "]") {
            try checkValue()
            skipSeparator()
        }
        cursor.position += 1
    }

    private mutating func checkObject() throws(JSONError) {
        let first = keys.count
        cursor.position += 1
        cursor.skipWhitespace()
        while cursor.position < cursor.end, cursor.byte != UInt8(ascii: "}") {
            let start = cursor.offset + 1
            _ = cursor.skipString()
            keys.append(key(start: start, count: cursor.offset - 1 - start))
            cursor.skipWhitespace()
            _ = cursor.skip(UInt8(ascii: ":"))
            try checkValue()
            skipSeparator()
        }
        cursor.position += 1
        try compare(from: first)
        keys.removeSubrange(first...)
    }

    private mutating func skipSeparator() {
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: ",") {
            cursor.position += 1
            cursor.skipWhitespace()
        }
    }

    private mutating func compare(from first: Int) throws(JSONError) {
        // Few keys, the usual case, are compared pair by pair; many are sorted, so that a hostile line stays cheap.
        if keys.count - first > 32 {
            keys[first...].sort { $0.hash < $1.hash }
            for index in (first + 1)..<keys.count {
                var other = index - 1
                while other >= first, keys[other].hash == keys[index].hash {
                    try expectDifferent(keys[other], keys[index])
                    other -= 1
                }
            }
            return
        }
        var index = first + 1
        while index < keys.count {
            for other in first..<index where keys[other].hash == keys[index].hash {
                try expectDifferent(keys[other], keys[index])
            }
            index += 1
        }
    }

    private func expectDifferent(_ left: Key, _ right: Key) throws(JSONError) {
        guard text(left) == text(right) else { return }
        throw JSONError(.duplicateKey, offset: max(left.start, right.start) - 1)
    }

    private func text(_ key: Key) -> [UInt8] {
        JSONText.unescape(raw(key.start, key.count))
    }

    private func raw(_ start: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)])
    }

    private func key(start: Int, count: Int) -> Key {
        let raw = raw(start, count)
        let hash =
            raw.contains(UInt8(ascii: "\\"))
            ? JSONText.unescape(raw).withUnsafeBytes(ByteHash.hash)
            : ByteHash.hash(raw)
        return Key(hash: hash, start: start, count: count)
    }
}
