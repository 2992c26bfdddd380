// SPDX-License-Identifier: MIT

import PmonJSON
package import PmonRecord

/// Reads the fields of records one after another, and of each only what is not as in the one before it.
///
/// The records must stay where they are as long as this is used.
package struct FieldReader {
    private let table = RecordForm.Table()
    private var form: RecordForm

    /// A reader that has seen nothing yet.
    package init() {
        // Any pointer will do for a record of no bytes.
        form = RecordForm(
            table,
            start: JSONCursor(UnsafeRawBufferPointer(start: nil, count: 0)).start
        )
    }

    /// The fields of a record.
    package mutating func fields(of record: UnsafeRawBufferPointer) -> RecordFields {
        // Copies, so that the loop works in registers.
        var cursor = JSONCursor(record, strictness: .grammar)
        var notes = FieldNotes(fields: RecordFields(none: record))
        var form = form
        let isWhole = RecordScan.scan(&cursor, &notes, &form)
        self.form = form
        guard isWhole, cursor.position == cursor.end, !notes.hasEscapedKey else {
            return RecordFields(record)
        }
        return notes.fields
    }
}

/// Keeps the fields among the members of a record.
private struct FieldNotes: MemberNotes {
    var fields: RecordFields
    var hasEscapedKey = false

    mutating func beginRecord() {}

    mutating func noteEscapedKey() { hasEscapedKey = true }

    @inline(__always)
    static func number(ofKey key: UnsafePointer<UInt8>, length: Int) -> Int32 {
        let key = UnsafeRawBufferPointer(start: key + 1, count: length - 2)
        return RecordFields.field(key).map { Int32($0.rawValue + 1) } ?? 0
    }

    @inline(__always)
    mutating func note(
        _ number: Int32,
        value: UnsafePointer<UInt8>,
        end: UnsafePointer<UInt8>
    ) {
        guard let field = RecordFields.Field(rawValue: Int(number) - 1) else { return }
        fields.set(field, UnsafeRawBufferPointer(start: value, count: end - value))
    }

    mutating func noteRecord(_ start: UnsafePointer<UInt8>) {}
}
