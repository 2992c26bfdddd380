// SPDX-License-Identifier: MIT

/// Walks over the records of a list that a scan has found valid.
package struct RecordSequence {
    private var cursor: JSONCursor

    /// The records between a list's brackets.
    package init(_ body: UnsafeRawBufferPointer) {
        cursor = JSONCursor(body, strictness: .grammar)
    }

    /// The next record; nil behind the last one.
    ///
    /// Its bytes belong to the list.
    package mutating func next() -> UnsafeRawBufferPointer? {
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: ",") {
            cursor.position += 1
            cursor.skipWhitespace()
        }
        guard cursor.byte == UInt8(ascii: "{") else { return nil }
        let start = cursor.position
        guard cursor.skipValue() else { return nil }
        return UnsafeRawBufferPointer(start: start, count: cursor.position - start)
    }
}
