// SPDX-License-Identifier: MIT

private import Glibc
import PmonJSON

/// Walks over the records of a list that a scan has found valid.
package struct RecordSequence {
    private var cursor: JSONCursor
    private let isCanonical: Bool

    /// The records between a list's brackets, of a canonical list each in a line of its own.
    package init(_ body: UnsafeRawBufferPointer, isCanonical: Bool = false) {
        cursor = JSONCursor(body, strictness: .grammar)
        self.isCanonical = isCanonical
    }

    /// The next record; nil after the last one.
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
        if isCanonical, let newline = memchr(start, 0x0A, cursor.end - start) {
            cursor.position = UnsafePointer(newline.assumingMemoryBound(to: UInt8.self))
            // The comma after the record, which the last one has not.
            if cursor.position[-1] == UInt8(ascii: ",") { cursor.position -= 1 }
        } else {
            guard cursor.skipValue() else { return nil }
        }
        return UnsafeRawBufferPointer(start: start, count: cursor.position - start)
    }
}
