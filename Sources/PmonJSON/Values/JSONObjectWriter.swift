// SPDX-License-Identifier: MIT

import PmonText

/// Writes an object member by member, compactly, as `JSONWriter` does; it builds no values.
///
/// For the lines of which there are thousands a second: short pieces are put together in a room on the stack, because
/// each append to an array costs more than such a piece does. Keys must differ and need no escape, which is not checked.
package struct JSONObjectWriter {
    private static let roomSize = 1024

    /// What was written and does not stand in the room any more, and what stood there before.
    private var bytes: [UInt8] = []
    private let room: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private var isFirst = true

    private init(room: UnsafeMutableBufferPointer<UInt8>) {
        self.room = room
    }

    /// Appends an object to `bytes`, its members written by `write`.
    package static func append(
        to bytes: inout [UInt8],
        _ write: (inout JSONObjectWriter) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: roomSize) { room in
            var writer = JSONObjectWriter(room: room)
            // The bytes move here and back, so that one owner can change them in place.
            swap(&writer.bytes, &bytes)
            writer.object(write)
            writer.flush()
            swap(&writer.bytes, &bytes)
        }
    }

    /// Adds a string.
    package mutating func add(_ key: String, _ value: String) {
        begin(key)
        var value = value
        let isPlain = value.withUTF8 { text in
            guard !JSONWriter.needsEscape(text) else { return false }
            put(UInt8(ascii: "\""))
            put(text)
            put(UInt8(ascii: "\""))
            return true
        }
        if isPlain { return }
        flush()
        JSONWriter.appendString(value, to: &bytes)
    }

    /// Adds an integer.
    package mutating func add(_ key: String, _ value: Int) {
        begin(key)
        putDigits { $0.put(value) }
    }

    /// Adds a fixed-point number: `scaled` / 10^`decimals`, 0 to 9 decimals.
    package mutating func add(_ key: String, fixed scaled: Int64, decimals: Int) {
        begin(key)
        putDigits { $0.put(fixed: scaled, decimals: decimals) }
    }

    /// Adds any value.
    package mutating func add(_ key: String, _ value: JSONValue) {
        begin(key)
        flush()
        JSONWriter.append(value, to: &bytes)
    }

    /// Adds an object, its members written by `write`.
    package mutating func addObject(_ key: String, _ write: (inout JSONObjectWriter) -> Void) {
        begin(key)
        object(write)
    }

    private mutating func object(_ write: (inout JSONObjectWriter) -> Void) {
        put(UInt8(ascii: "{"))
        isFirst = true
        write(&self)
        put(UInt8(ascii: "}"))
        isFirst = false
    }

    private mutating func begin(_ key: String) {
        if !isFirst { put(UInt8(ascii: ",")) }
        isFirst = false
        put(UInt8(ascii: "\""))
        var key = key
        key.withUTF8 { put($0) }
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ":"))
    }

    private mutating func put(_ byte: UInt8) {
        if count == room.count { flush() }
        room[count] = byte
        count += 1
    }

    private mutating func put(_ text: UnsafeBufferPointer<UInt8>) {
        if text.count > room.count - count { flush() }
        guard text.count <= room.count else {
            bytes.append(contentsOf: text)
            return
        }
        guard let source = text.baseAddress, let start = room.baseAddress else { return }
        (start + count).update(from: source, count: text.count)
        count += text.count
    }

    private mutating func putDigits(_ write: (inout DigitWriter) -> Void) {
        if room.count - count < DigitWriter.capacity { flush() }
        var writer = DigitWriter(bytes: UnsafeMutableBufferPointer(rebasing: room[count...]))
        write(&writer)
        count += writer.count
    }

    private mutating func flush() {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<count]))
        count = 0
    }
}
