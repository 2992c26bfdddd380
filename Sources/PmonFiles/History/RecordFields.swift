// SPDX-License-Identifier: MIT

package import PmonCore

/// The members of a record that tell when a check was and what it came to; their bytes belong to the record.
///
/// Of a key that stands twice the last value counts.
package struct RecordFields {
    private var atValue: UnsafeRawBufferPointer?
    private var timeValue: UnsafeRawBufferPointer?
    private var resultValue: UnsafeRawBufferPointer?
    private var timingValue: UnsafeRawBufferPointer?
    private var clockValue: UnsafeRawBufferPointer?
    /// The values of `target` and `place` as they are spelled.
    package private(set) var target: UnsafeRawBufferPointer?
    package private(set) var place: UnsafeRawBufferPointer?
    /// The value of `message` as it is spelled.
    package private(set) var message: UnsafeRawBufferPointer?
    /// True if there is evidence of the machine behind the address.
    package private(set) var hasEvidence = false

    /// None yet.
    init() {}

    /// The fields of an object, however it is spelled; nil if the bytes are none.
    package init?(_ record: UnsafeRawBufferPointer) {
        var members = JSONMembers(record)
        while let member = members.next() {
            guard !member.rawKey.contains(UInt8(ascii: "\\")) else {
                let key = Array(#""\#(member.key)""#.utf8)
                key.withUnsafeBytes { note($0, member.rawValue) }
                continue
            }
            // With its quotes.
            note(
                UnsafeRawBufferPointer(
                    start: member.rawKey.baseAddress.map { $0 - 1 },
                    count: member.rawKey.count + 2
                ),
                member.rawValue
            )
        }
        guard members.error == nil else { return nil }
    }

    /// Takes a member if it is one of those, its key with quotes.
    @inline(__always)
    mutating func note(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        switch key.count {
        case 4 where Self.isSpelled(key, "\"at\""): atValue = value
        case 6 where Self.isSpelled(key, "\"time\""): timeValue = value
        case 8 where Self.isSpelled(key, "\"result\""): resultValue = value
        case 8 where Self.isSpelled(key, "\"timing\""): timingValue = value
        case 8 where Self.isSpelled(key, "\"target\""): target = value
        case 7 where Self.isSpelled(key, "\"place\""): place = value
        case 9 where Self.isSpelled(key, "\"message\""): message = value
        case 7 where Self.isSpelled(key, "\"clock\""): clockValue = value
        case 5 where Self.isSpelled(key, "\"ssh\""), 6 where Self.isSpelled(key, "\"logs\""),
            8 where Self.isSpelled(key, "\"memory\""),
            13 where Self.isSpelled(key, "\"file.system\""):
            hasEvidence = hasEvidence || value.first != UInt8(ascii: "n")
        default: break
        }
    }

    @inline(__always)
    private static func isSpelled(_ key: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        for index in 0..<text.utf8CodeUnitCount where key[index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Unix seconds of the check, if possible ones stand there.
    package var at: Double? { atValue.flatMap { Self.member($0).number(.at) } }

    /// The inside of the local `time`, as it is spelled.
    package var time: UnsafeRawBufferPointer? { timeValue.flatMap { Self.member($0).rawString } }

    /// What the check came to; nil if it is none of the three.
    package var result: CheckResult? {
        guard let resultValue else { return nil }
        let member = Self.member(resultValue)
        if member.isString("SUCCESS") { return .success }
        return member.string.flatMap(CheckResult.init(rawValue:))
    }

    /// True if the store has marked the record as one from the future.
    package var isAhead: Bool { clockValue.map { Self.member($0).isString("ahead") } ?? false }

    /// What tells the check from others of its address.
    package var name: CheckName {
        CheckName(
            target: target.flatMap { Self.member($0).rawString.map(JSONText.unescape) },
            place: place.flatMap { Self.member($0).rawString.map(JSONText.unescape) }
        )
    }

    /// Milliseconds of the whole check, if it was measured.
    package var total: Double? {
        guard let timing = timingValue else { return nil }
        if let total = Self.lastTotal(timing) { return Self.member(total).number(.total) }
        var total: Double?
        var members = JSONMembers(timing)
        while let member = members.next() {
            if member.hasKey("total") { total = member.number(.total) }
        }
        return total
    }

    /// The value of `total` if it is the last member, without spaces: where pmon-probe writes it.
    private static func lastTotal(_ timing: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let end = timing.count - 1
        var start = end
        while start > 0, timing[start - 1] &- 0x30 < 10 || timing[start - 1] == UInt8(ascii: ".") {
            start -= 1
        }
        let key: StaticString = "\"total\":"
        let before = start - key.utf8CodeUnitCount
        // A quote that opens a key follows a bracket or a comma; one within a text has a backslash before it.
        guard start < end, before > 0,
            timing[before - 1] == UInt8(ascii: "{") || timing[before - 1] == UInt8(ascii: ","),
            isSpelled(UnsafeRawBufferPointer(rebasing: timing[before...]), key)
        else { return nil }
        return UnsafeRawBufferPointer(rebasing: timing[start..<end])
    }

    private static func member(_ value: UnsafeRawBufferPointer) -> JSONMembers.Member {
        JSONMembers.Member(rawKey: UnsafeRawBufferPointer(start: nil, count: 0), rawValue: value)
    }
}
