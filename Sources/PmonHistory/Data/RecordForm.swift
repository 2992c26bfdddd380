// SPDX-License-Identifier: MIT

/// Finds how far a record is spelled like one before it, digits apart, so that only the rest of it has to be read.
///
/// Digits in the place of other digits leave JSON valid and its members where they are, as long as no number gets a zero
/// in front. The records of one check differ in little else.
struct RecordForm {
    /// Where a member stands, in bytes from the start of its record.
    struct Member {
        /// The quote before its key.
        let key: Int32
        /// The number of the key; 0 for a member that is not wanted.
        let number: Int32
        /// The first byte of its value.
        let value: Int32
        /// The first byte after its value.
        let end: Int32
    }

    /// The memory of the members; it goes with the last reference.
    final class Table {
        static let limit = 32
        fileprivate let members = UnsafeMutablePointer<Member>.allocate(capacity: limit)

        deinit { members.deallocate() }
    }

    private let members: UnsafeMutablePointer<Member>
    /// Members that are noted.
    private(set) var count = 0
    /// The record whose members are noted; it has no bytes where none can be compared with.
    private var start: UnsafePointer<UInt8>
    private var length = 0

    /// Nothing to compare with yet; any pointer will do for a record of no bytes.
    ///
    /// The table must outlive this.
    init(_ table: Table, start: UnsafePointer<UInt8>) {
        members = table.members
        self.start = start
    }

    /// A member of the record that was read last.
    @inline(__always)
    subscript(index: Int) -> Member { members[index] }

    /// Compares a record with the one read last: how many bytes it has, if all are alike, else how many members are.
    @inline(__always)
    mutating func compare(
        _ record: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) -> (length: Int?, members: Int) {
        guard length > 0 else { return (nil, 0) }
        // The byte after a digit is looked at as well; a whole record ends with its bracket.
        let room = end - record
        let alike = Self.alike(record, start, room < length ? room - 1 : length)
        if alike == length {
            start = record
            return (length, count)
        }
        // The last member that begins in what is alike may end beyond it.
        var members = 0
        while members + 1 < count, Int(self.members[members + 1].key) < alike { members += 1 }
        return (nil, members)
    }

    /// A record begins of which some members are known to be alike.
    @inline(__always)
    mutating func begin(_ record: UnsafePointer<UInt8>, members: Int) {
        (start, length, count) = (record, 0, members)
    }

    /// Notes a member of the record.
    @inline(__always)
    mutating func add(
        key: UnsafePointer<UInt8>,
        _ number: Int32,
        value: UnsafePointer<UInt8>,
        end: UnsafePointer<UInt8>
    ) {
        if count < Table.limit {
            members[count] = Member(
                key: Int32(truncatingIfNeeded: key - start),
                number: number,
                value: Int32(truncatingIfNeeded: value - start),
                end: Int32(truncatingIfNeeded: end - start)
            )
        }
        count += 1
    }

    /// The record ends; without `isPlain`, or if it is large, none is compared with it.
    @inline(__always)
    mutating func finish(_ end: UnsafePointer<UInt8>, isPlain: Bool) {
        let bytes = end - start
        length = isPlain && count <= Table.limit && bytes < 1 << 20 ? bytes : 0
        if length == 0 { count = 0 }
    }

    /// How many of the first `count` bytes are the same, or digits in the place of others.
    @inline(__always)
    private static func alike(
        _ record: UnsafePointer<UInt8>,
        _ other: UnsafePointer<UInt8>,
        _ count: Int
    ) -> Int {
        var index = 0
        while count - index >= 8 {
            let word = UnsafeRawPointer(record + index).loadUnaligned(as: UInt64.self)
            let difference =
                word ^ UnsafeRawPointer(other + index).loadUnaligned(as: UInt64.self)
            if difference != 0 {
                let changed = Self.nonZero(difference)
                let wrong = changed & (Self.nonDigits(word) | Self.nonDigits(word ^ difference))
                // A digit that became zero may be the first of a number.
                let zeros = changed & ~Self.nonZero(word ^ Self.zeros)
                if wrong | zeros != 0 {
                    let stop = wrong | Self.risks(among: zeros, record + index)
                    if stop != 0 { return index + stop.trailingZeroBitCount >> 3 }
                }
            }
            index += 8
        }
        while index < count {
            let byte = record[index]
            if byte != other[index] {
                guard byte &- 0x30 < 10, other[index] &- 0x30 < 10,
                    byte != 0x30 || !isRisky(record + index)
                else { break }
            }
            index += 1
        }
        return index
    }

    /// Of the marks of new zeros those that may stand in front of a number.
    @inline(never)
    private static func risks(among zeros: UInt64, _ word: UnsafePointer<UInt8>) -> UInt64 {
        var left = zeros
        var risks: UInt64 = 0
        while left != 0 {
            let mark = left & (~left &+ 1)
            if isRisky(word + mark.trailingZeroBitCount >> 3) { risks |= mark }
            left ^= mark
        }
        return risks
    }

    /// False if a zero is certainly not the first of several digits of a number.
    ///
    /// `:0` and `-0` after a digit stand within a text, as in `20:05`.
    private static func isRisky(_ zero: UnsafePointer<UInt8>) -> Bool {
        let before = zero[-1]
        if before &- 0x30 < 10 || before == UInt8(ascii: ".") { return false }
        guard zero[1] &- 0x30 < 10 else { return false }
        switch before {
        case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "T"):
            return zero[-2] &- 0x30 >= 10
        default:
            return true
        }
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// The high bit of each byte that is not zero.
    @inline(__always)
    private static func nonZero(_ word: UInt64) -> UInt64 {
        ((word & (ones &* 0x7F)) &+ (ones &* 0x7F) | word) & (ones &* 0x80)
    }

    /// The high bit of each byte that is no digit.
    @inline(__always)
    private static func nonDigits(_ word: UInt64) -> UInt64 {
        let value = word ^ zeros
        return ((value & (ones &* 0x7F)) &+ (ones &* 0x76) | value) & (ones &* 0x80)
    }
}
