// SPDX-License-Identifier: MIT

/// Writes an object member by member, compactly, as `JSONWriter` does; it builds no values.
///
/// For the lines of which there are thousands a second. Keys must differ and need no escape, which is not checked.
package struct JSONObjectWriter {
    /// All that was written, and what stood there before.
    private var bytes: [UInt8] = []
    private var isFirst = true

    /// Appends an object to `bytes`, its members written by `write`.
    package static func append(
        to bytes: inout [UInt8],
        _ write: (inout JSONObjectWriter) -> Void
    ) {
        var writer = JSONObjectWriter()
        // The bytes move here and back, so that one owner can change them in place.
        swap(&writer.bytes, &bytes)
        writer.object(write)
        swap(&writer.bytes, &bytes)
    }

    /// Adds a string.
    package mutating func add(_ key: String, _ value: String) {
        begin(key)
        JSONWriter.appendString(value, to: &bytes)
    }

    /// Adds an integer.
    package mutating func add(_ key: String, _ value: Int) {
        begin(key)
        DigitWriter.append(to: &bytes) { $0.put(value) }
    }

    /// Adds a fixed-point number: `scaled` / 10^`decimals`, 0 to 9 decimals.
    package mutating func add(_ key: String, fixed scaled: Int64, decimals: Int) {
        begin(key)
        DigitWriter.append(to: &bytes) { $0.put(fixed: scaled, decimals: decimals) }
    }

    /// Adds any value.
    package mutating func add(_ key: String, _ value: JSONValue) {
        begin(key)
        JSONWriter.append(value, to: &bytes)
    }

    /// Adds an object, its members written by `write`.
    package mutating func addObject(_ key: String, _ write: (inout JSONObjectWriter) -> Void) {
        begin(key)
        object(write)
    }

    private mutating func object(_ write: (inout JSONObjectWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        write(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    private mutating func begin(_ key: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        var key = key
        key.withUTF8 { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }
}
