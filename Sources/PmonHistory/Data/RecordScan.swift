// SPDX-License-Identifier: MIT

import PmonJSON

/// Takes the members of a record one by one while a scan moves over them.
protocol MemberNotes {
    /// A record begins.
    mutating func beginRecord()
    /// A key is spelled with escapes, or is more than ASCII, and may be any.
    mutating func noteEscapedKey()
    /// The number of a key, given with its quotes; 0 for one whose member is not wanted.
    static func number(ofKey key: UnsafePointer<UInt8>, length: Int) -> Int32
    /// A member that is wanted: `value` at its first byte, `end` after its last.
    mutating func note(
        _ number: Int32,
        value: UnsafePointer<UInt8>,
        end: UnsafePointer<UInt8>
    )
    /// The record that began at `start` ends.
    mutating func noteRecord(_ start: UnsafePointer<UInt8>)
}

/// The scan of one record of a list: grammar, UTF-8, and what is noted of its members.
enum RecordScan {
    /// Moves over one object, noting what is wanted of its members.
    ///
    /// What it has in common with the object before it is not read again.
    @inline(__always)
    static func scan<Notes: MemberNotes>(
        _ cursor: inout JSONCursor,
        _ notes: inout Notes,
        _ form: inout RecordForm
    ) -> Bool {
        let start = cursor.position
        let escapes = cursor.escapes
        guard cursor.skip(UInt8(ascii: "{")) else { return false }
        notes.beginRecord()
        defer { notes.noteRecord(start) }
        let (length, alike) = form.compare(start, cursor.end)
        for index in 0..<alike {
            let member = form[index]
            guard member.number != 0 else { continue }
            notes.note(
                member.number,
                value: start + Int(member.value),
                end: start + Int(member.end)
            )
        }
        if let length {
            cursor.position = start + length
            return true
        }
        if alike > 0 {
            cursor.position = start + Int(form[alike].key)
        } else {
            cursor.skipWhitespace()
        }
        form.begin(start, members: alike)
        if cursor.byte == UInt8(ascii: "}") {
            cursor.position += 1
            return true
        }
        while true {
            guard scanMember(&cursor, &notes, &form) else { return false }
            cursor.skipWhitespace()
            if cursor.byte == UInt8(ascii: ",") {
                cursor.position += 1
                cursor.skipWhitespace()
                continue
            }
            guard cursor.skip(UInt8(ascii: "}")) else { return false }
            form.finish(cursor.position, isPlain: cursor.escapes == escapes)
            return true
        }
    }

    /// Moves over one member of an object.
    @inline(__always)
    private static func scanMember<Notes: MemberNotes>(
        _ cursor: inout JSONCursor,
        _ notes: inout Notes,
        _ form: inout RecordForm
    ) -> Bool {
        let key = cursor.position
        let escapes = cursor.escapes
        guard cursor.skipString() else { return false }
        let keyLength = cursor.position - key
        if cursor.escapes != escapes { notes.noteEscapedKey() }
        cursor.skipWhitespace()
        guard cursor.skip(UInt8(ascii: ":")) else { return false }
        cursor.skipWhitespace()
        let value = cursor.position
        switch cursor.byte {
        case UInt8(ascii: "\""):
            guard cursor.skipString() else { return false }
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard cursor.skipNumber() else { return false }
        default:
            cursor = skippingNested(cursor)
            guard cursor.problem == nil else { return false }
        }
        let number = Notes.number(ofKey: key, length: keyLength)
        if number != 0 { notes.note(number, value: value, end: cursor.position) }
        form.add(key: key, number, value: value, end: cursor.position)
        return true
    }

    /// By value, so that the caller's cursor need not be in memory.
    @inline(never)
    private static func skippingNested(_ cursor: JSONCursor) -> JSONCursor {
        var cursor = cursor
        _ = cursor.skipValue(depth: 1)
        return cursor
    }
}
