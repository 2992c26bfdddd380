// SPDX-License-Identifier: MIT

import PmonRecord

/// What a scan notes of the records of one list while it moves over them.
struct RecordNotes: MemberNotes {
    /// Records so far.
    var count = 0
    /// The greatest `run`; `Int.min` if there is none.
    var newestRun = Int.min
    /// The least `run`, and how many records have one.
    private var leastRun = Int.max
    private var runs = 0
    /// The inside of the `time` that is greatest by its bytes; no bytes if there is none.
    var newestTime: UnsafePointer<UInt8>
    var newestTimeCount = 0
    /// True if a record spells `run` or `time` in a way that is not understood here.
    var isIrregular = false

    /// The least `run`; `Int.min` if a record has none, `Int.max` if there are no records.
    var oldestRun: Int { runs == count ? leastRun : .min }

    /// Where the first record begins that is not certainly from before the instant that is looked for; nil if none is.
    private(set) var recent: UnsafePointer<UInt8>?
    /// True until that record is found.
    private var isLooking: Bool
    /// A record whose `at` is less than these whole seconds is certainly from before the instant.
    private let limit: Int
    private var at = At.missing

    /// The knowledge about a record's `at`.
    private enum At { case missing, before, unclear }

    /// Nothing noted yet; any pointer will do for a text of no bytes.
    init(newestTime: UnsafePointer<UInt8>, since: Timestamp? = nil) {
        self.newestTime = newestTime
        isLooking = since != nil
        // A second of room for all that rounding may do.
        limit = since.map { Int($0.microseconds / 1_000_000) - 2 } ?? 0
    }

    /// Counts a record.
    @inline(__always)
    mutating func beginRecord() { count += 1 }

    /// Looks at a record as a whole, after its members.
    @inline(__always)
    mutating func noteRecord(_ start: UnsafePointer<UInt8>) {
        guard isLooking else { return }
        if at != .before { (recent, isLooking) = (start, false) }
        at = .missing
    }

    /// Looks at a key that is spelled with escapes and may be any.
    mutating func noteEscapedKey() {
        isIrregular = true
        at = .unclear
    }

    // A key and its quote and colon have at least four bytes after the opening quote, so a load of four is safe.
    private static let run: UInt32 = 0x6E75_7222  // "run
    private static let time: UInt32 = 0x6D69_7422  // "tim
    private static let at: UInt32 = 0x2274_6122  // "at"

    @inline(__always)
    static func number(ofKey key: UnsafePointer<UInt8>, length: Int) -> Int32 {
        let head = UnsafeRawPointer(key).loadUnaligned(as: UInt32.self)
        switch length {
        case 4 where head == at: return 1
        case 5 where head == run: return 2
        case 6 where head == time && key[4] == UInt8(ascii: "e"): return 3
        default: return 0
        }
    }

    @inline(__always)
    mutating func note(
        _ number: Int32,
        value: UnsafePointer<UInt8>,
        end: UnsafePointer<UInt8>
    ) {
        switch number {
        case 1: if isLooking { noteAt(value, end) }
        case 2: noteRun(value, end)
        default: noteTime(value, end)
        }
    }

    /// Of an `at` that stands twice each has to be from before.
    private mutating func noteAt(
        _ value: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) {
        guard at != .unclear else { return }
        var seconds = 0
        var place = value
        // Digits alone, with a fraction or without; all else is left to a careful look.
        while place < end, place - value < 18, place.pointee &- 0x30 < 10 {
            seconds = seconds &* 10 &+ Int(place.pointee &- 0x30)
            place += 1
        }
        let hasDigits = place > value
        if place < end, place.pointee == UInt8(ascii: ".") {
            repeat { place += 1 } while place < end && place.pointee &- 0x30 < 10
        }
        at = hasDigits && place == end && seconds < limit ? .before : .unclear
    }

    @inline(__always)
    private mutating func noteRun(_ value: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        var run = 0
        var place = value
        // Eighteen digits cannot overflow; what is longer, signed or no integer is left to a careful look.
        while place < end, place.pointee &- 0x30 < 10 {
            run = run &* 10 &+ Int(place.pointee &- 0x30)
            place += 1
        }
        if place == end, end - value <= 18 {
            newestRun = max(newestRun, run)
            leastRun = min(leastRun, run)
            runs += 1
        } else {
            isIrregular = true
        }
    }

    @inline(__always)
    private mutating func noteTime(_ value: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        let text = value + 1
        let count = end - value - 2
        // The usual spelling has 26 bytes; two of the same length are compared eight bytes at a time.
        if count == 26, newestTimeCount == 26 {
            for offset in [0, 8, 16, 18] {
                let word = Self.word(text + offset)
                let newest = Self.word(newestTime + offset)
                if word == newest { continue }
                if word > newest { newestTime = text }
                return
            }
            return
        }
        guard value.pointee == UInt8(ascii: "\""), count == 26, newestTimeCount == 0 else {
            isIrregular = true
            return
        }
        (newestTime, newestTimeCount) = (text, count)
    }

    @inline(__always)
    private static func word(_ place: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(bigEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
    }
}
