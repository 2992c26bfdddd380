// SPDX-License-Identifier: MIT

private import Glibc
import PmonJSON
import PmonRecord

/// Finds whole records in the bytes of a damaged data file, and the addresses of those that certainly have one.
///
/// A record has an address as long as nothing is wrong between the line of the address and the record. After a fault
/// the address is unknown until the next one is read, because the damage may have swallowed an address.
struct SalvageScan {
    /// A whole record.
    struct Piece {
        /// Where it stands in the file.
        let range: Range<Int>
        /// Its address; nil if unknown.
        let url: URLKey?
        /// Counts the lists that were begun before; pieces of one list share it.
        let list: Int
        /// The address whose list was open at the last fault, and may still be.
        let open: URLKey?
        /// Counts the faults before; pieces of one segment stand together.
        let segment: Int
    }

    /// Where the scan stands in the structure of the file.
    private struct State: Equatable {
        /// The address of the open list.
        var url: URLKey?
        /// True after a record, when a comma or the end of the list must follow.
        var needsComma = false
        /// The address whose list was open at the last fault.
        var open: URLKey?
    }

    private(set) var pieces: [Piece] = []
    /// Bytes that are neither part of a record nor of an address nor what stands between them.
    private(set) var lostBytes = 0

    private let bytes: UnsafeRawBufferPointer
    private var cursor: JSONCursor
    private var state = State()
    private var lists = 0
    /// True if addresses and records have lines of their own, as a fold writes them.
    private let isLined: Bool
    private var faults = 0
    /// The states at the beginning of a conflict that a version control system has marked, and at the ends of its parts.
    private var conflict: (start: State, ends: [State])?

    /// Reads all bytes.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        cursor = JSONCursor(bytes, strictness: .grammar)
        isLined = Self.isLined(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lose(3) }
        while cursor.position < cursor.end {
            switch cursor.byte {
            case 0x20, 0x0A, 0x0D, 0x09: cursor.position += 1
            case UInt8(ascii: ","):
                state.needsComma = false
                cursor.position += 1
            case UInt8(ascii: "]"):
                state = State()
                cursor.position += 1
            case UInt8(ascii: "["), UInt8(ascii: "}"):
                // Brackets around a file, its own end, or a list that has lost its end.
                state = State()
                cursor.position += 1
            case UInt8(ascii: "\""): readAddress()
            case UInt8(ascii: "{"): readRecord()
            default: if !passMarker(), !passGap() { passOver(from: cursor.position) }
            }
        }
    }

    private mutating func lose(_ count: Int) {
        lostBytes += count
        cursor.position += count
    }

    /// Reads a string, which is an address if a list of records or a record follows it.
    private mutating func readAddress() {
        let start = cursor.position
        guard cursor.skipString() else { return passOver(from: start) }
        let end = cursor.position
        let text = UnsafeRawBufferPointer(start: start + 1, count: end - start - 2)
        let isLineStart = start == cursor.start || start[-1] == 0x0A
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: ":"), mayBegin(start, text) {
            cursor.position += 1
            cursor.skipWhitespace()
            let isList = cursor.byte == UInt8(ascii: "[")
            if isList { cursor.position += 1 }
            let isCanonical = isLineStart && cursor.position - end == 3
            let isLineEnd = cursor.byte == 0x0A || cursor.byte == UInt8(ascii: "]")
            cursor.skipWhitespace()
            if isList && isCanonical && isLineEnd || isRecordAhead() {
                lists += 1
                state = State(url: URLKey(bytes: JSONText.unescape(text)))
                if !isList {
                    readRecord()
                    state = State()
                }
                return
            }
        }
        // The quotes may be those of two torn strings, with a record's beginning between them.
        passOver(from: start)
    }

    /// Notes that the address is unknown from here on.
    private mutating func noteFault() {
        faults += 1
        state = State(open: state.url ?? state.open)
    }

    /// True if a line ends as that of an address does.
    private static func isLined(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var place = 0
        while place < bytes.count, let found = memchr(base + place, 0x0A, bytes.count - place) {
            let newline = UnsafeRawPointer(found) - base
            if newline >= 4, bytes[(newline - 4)..<newline].elementsEqual(#"": ["#.utf8) {
                return true
            }
            place = newline + 1
        }
        return false
    }

    /// False if the beginning of an address may be lost, as when a byte of it has become a quote.
    private func mayBegin(_ quote: UnsafePointer<UInt8>, _ text: UnsafeRawBufferPointer) -> Bool {
        guard quote > cursor.start else { return true }
        switch quote[-1] {
        case 0x0A: return true
        case 0x20, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "{"): return !isLined
        case 0x21...0x7E: return false
        default: return String(decoding: text, as: UTF8.self).contains("://")
        }
    }

    private mutating func readRecord() {
        let start = cursor.position
        guard cursor.skipValue() else {
            if !passDamagedLines(from: start) { passOver(from: start) }
            return
        }
        let range = (start - cursor.start)..<cursor.offset
        // A torn record whose brackets happen to fit may swallow the lines after it.
        let isWhole = !isLined || memchr(start, 0x0A, range.count) == nil
        guard isWhole, Self.isRecord(UnsafeRawBufferPointer(rebasing: bytes[range])) else {
            // That, a whole file within another one, or a part of a torn record.
            if state.url != nil { noteFault() }
            cursor.position = start + 1
            return
        }
        if let url = state.url, !state.needsComma {
            pieces.append(Piece(range: range, url: url, list: lists, open: nil, segment: faults))
            state.needsComma = true
        } else {
            // Two records without a comma between them: something is missing.
            if state.url != nil { noteFault() }
            pieces.append(
                Piece(range: range, url: nil, list: lists, open: state.open, segment: faults)
            )
        }
    }

    private mutating func isRecordAhead() -> Bool {
        let start = cursor.position
        defer {
            cursor.position = start
            cursor.problem = nil
        }
        guard cursor.byte == UInt8(ascii: "{"), cursor.skipValue() else { return false }
        return Self.isRecord(
            UnsafeRawBufferPointer(start: start, count: cursor.position - start)
        )
    }

    /// True for objects with the members that each record has, so that parts of torn records are none.
    private static func isRecord(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let fields = RecordFields(bytes)
        return fields[.time] != nil && fields[.result] != nil && fields[.message] != nil
    }

    /// Goes on after a fault, at the next line, string or opening brace; the address is unknown from there on.
    private mutating func passOver(from start: UnsafePointer<UInt8>) {
        cursor.problem = nil
        noteFault()
        var place = start + 1
        while place < cursor.end, place.pointee != 0x0A, place.pointee != UInt8(ascii: "{"),
            place.pointee != UInt8(ascii: "\"")
        {
            place += 1
        }
        lostBytes += place - start
        cursor.position = place
    }

    /// Passes over lines of one damaged record each, after which the list certainly goes on; false if that is not so.
    private mutating func passDamagedLines(from start: UnsafePointer<UInt8>) -> Bool {
        cursor.problem = nil
        guard state.url != nil, !state.needsComma, start - cursor.start >= 2, start[-1] == 0x0A,
            start[-2] == UInt8(ascii: ",") || start[-2] == UInt8(ascii: "[")
        else { return false }
        var line = start
        while let end = DamagedLine.end(line, before: cursor.end) {
            // The damage may have joined two lines, of which the second one is whole.
            if holdsRecord(line + 1, end) { break }
            line = end + 1
            cursor.position = line
            if isRecordAhead() {
                lostBytes += line - start
                return true
            }
        }
        cursor.position = start
        return false
    }

    /// True if a whole record begins between two places.
    private mutating func holdsRecord(
        _ start: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) -> Bool {
        var place = start
        while place < end {
            cursor.position = place
            if isRecordAhead() { return true }
            place += 1
        }
        return false
    }

    /// Passes over a few damaged bytes between two records, too few to have held an address; false if that is not so.
    private mutating func passGap() -> Bool {
        guard state.url != nil else { return false }
        var place = cursor.position
        while place < cursor.end, place.pointee < 0x20 || place.pointee > 0x7E { place += 1 }
        guard place - cursor.position < DamagedLine.leastSwitch, place < cursor.end,
            place.pointee == UInt8(ascii: "{")
        else { return false }
        lose(place - cursor.position)
        state.needsComma = false
        return true
    }

    /// Passes over a line with which a version control system marks a conflict; false if there is none.
    private mutating func passMarker() -> Bool {
        let mark = cursor.byte
        guard cursor.position == cursor.start || cursor.position[-1] == 0x0A,
            cursor.end - cursor.position >= 7, "<|=>".utf8.contains(mark),
            (0..<7).allSatisfy({ cursor.position[$0] == mark })
        else { return false }
        let line = memchr(cursor.position, 0x0A, cursor.end - cursor.position)
        let end = line.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) } ?? cursor.end
        lose(end - cursor.position)
        state.needsComma = false
        if mark == UInt8(ascii: "<") {
            conflict = (state, [])
            return true
        }
        guard let start = conflict?.start else {
            state = State()
            return true
        }
        conflict?.ends.append(state)
        if mark != UInt8(ascii: ">") {
            state = start
        } else {
            // Both parts must lead to the same place, or nobody knows where the rest belongs.
            if let ends = conflict?.ends, !ends.allSatisfy({ $0 == state }) { state = State() }
            conflict = nil
        }
        return true
    }
}
