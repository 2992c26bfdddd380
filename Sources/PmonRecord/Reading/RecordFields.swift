// SPDX-License-Identifier: MIT

package import PmonJSON

/// The members of a record that the tools read without decoding it, found in one pass; their bytes belong to the record.
///
/// Of a key that stands twice the last value counts. A value that a field cannot have counts as absent.
package struct RecordFields {
    /// The members that are kept; each has the name of its `RecordKey`.
    package enum Field: Int, CaseIterable {
        case at, of, run, url, ssh, time, logs, place, clock, since, result, target, timing, streak
        case memory, checks, message, monitor, verdict, previous, warnings, fileSystem
        case maintenance, recent, outage, response, kept
    }

    /// The record as a whole.
    package let record: UnsafeRawBufferPointer
    /// Why the bytes are no object; nil for a whole record.
    package internal(set) var error: JSONError?
    /// Where the value of each field begins and, in the lower half, how long it is; 0 for a missing one.
    private var places = InlineArray<27, UInt64>(repeating: 0)

    /// The fields of an object, however it is spelled.
    package init(
        _ record: UnsafeRawBufferPointer,
        strictness: JSONCursor.Strictness = .grammar
    ) {
        self.init(none: record)
        var members = JSONMembers(record, strictness: strictness)
        while let member = members.next() { note(member) }
        error = members.error
    }

    /// No fields yet; of a record that is too large for the places above there never are any.
    @inline(__always)
    package init(none record: UnsafeRawBufferPointer) {
        self.record = record.count >> 32 == 0 ? record : .init(start: nil, count: 0)
    }

    /// Keeps a member if it is one of the fields.
    @inline(__always)
    mutating func note(_ member: JSONMembers.Member) {
        if let field = Self.field(member.rawKey) {
            set(field, member.rawValue)
        } else if member.rawKey.contains(UInt8(ascii: "\\")) {
            let field = JSONText.unescape(member.rawKey).withUnsafeBytes(Self.field)
            if let field { set(field, member.rawValue) }
        }
    }

    @inline(__always)
    package mutating func set(_ field: Field, _ value: UnsafeRawBufferPointer) {
        guard let start = record.baseAddress, let place = value.baseAddress else { return }
        places[field.rawValue] = UInt64(place - start) << 32 | UInt64(value.count)
    }

    /// The value of a field; nil if it is missing.
    @inline(__always)
    package subscript(field: Field) -> JSONMembers.Member? {
        let place = places[field.rawValue]
        guard place != 0, let start = record.baseAddress else { return nil }
        return JSONMembers.Member(
            rawKey: UnsafeRawBufferPointer(start: nil, count: 0),
            rawValue: UnsafeRawBufferPointer(
                start: start + Int(place >> 32),
                count: Int(place & 0xFFFF_FFFF)
            )
        )
    }

    /// The field of a key without escapes.
    @inline(__always)
    package static func field(_ key: UnsafeRawBufferPointer) -> Field? {
        switch key.count {
        case 2 where isSpelled(key, "at"): .at
        case 2 where isSpelled(key, "of"): .of
        case 3 where isSpelled(key, "run"): .run
        case 3 where isSpelled(key, "url"): .url
        case 3 where isSpelled(key, "ssh"): .ssh
        case 4 where isSpelled(key, "time"): .time
        case 4 where isSpelled(key, "logs"): .logs
        case 4 where isSpelled(key, "kept"): .kept
        case 5 where isSpelled(key, "place"): .place
        case 5 where isSpelled(key, "clock"): .clock
        case 5 where isSpelled(key, "since"): .since
        case 6 where isSpelled(key, "result"): .result
        case 6 where isSpelled(key, "target"): .target
        case 6 where isSpelled(key, "timing"): .timing
        case 6 where isSpelled(key, "streak"): .streak
        case 6 where isSpelled(key, "outage"): .outage
        case 6 where isSpelled(key, "memory"): .memory
        case 6 where isSpelled(key, "recent"): .recent
        case 6 where isSpelled(key, "checks"): .checks
        case 7 where isSpelled(key, "message"): .message
        case 7 where isSpelled(key, "monitor"): .monitor
        case 7 where isSpelled(key, "verdict"): .verdict
        case 8 where isSpelled(key, "previous"): .previous
        case 8 where isSpelled(key, "warnings"): .warnings
        case 8 where isSpelled(key, "response"): .response
        case 11 where isSpelled(key, "file.system"): .fileSystem
        case 11 where isSpelled(key, "maintenance"): .maintenance
        default: nil
        }
    }

    @inline(__always)
    static func isSpelled(_ key: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        for index in 0..<text.utf8CodeUnitCount where key[index] != text.utf8Start[index] {
            return false
        }
        return true
    }
}
