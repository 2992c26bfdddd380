// SPDX-License-Identifier: MIT

/// Checks JSON text against RFC 8259, as strictly as input from outside has to be.
package enum JSONScanner {
    /// Accepts one value with nothing but spaces around it.
    ///
    /// Beyond the grammar these are errors: invalid UTF-8, a byte order mark, lone surrogates, keys that an object
    /// has twice (escaped spellings compared by what they mean), numbers a double cannot hold, more than 64 levels.
    static func validate(_ bytes: UnsafeRawBufferPointer) throws(JSONError) {
        var cursor = JSONCursor(bytes)
        try expectNoByteOrderMark(bytes)
        guard cursor.skipValue() else { throw cursor.error }
        try expectEnd(&cursor)
        try DuplicateKeys.check(bytes)
    }

    package static func expectNoByteOrderMark(_ bytes: UnsafeRawBufferPointer) throws(JSONError) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONError(.byteOrderMark, offset: 0)
        }
    }

    package static func expectEnd(_ cursor: inout JSONCursor) throws(JSONError) {
        cursor.skipWhitespace()
        guard cursor.position == cursor.end else {
            throw JSONError(.trailingBytes, offset: cursor.offset)
        }
    }
}
