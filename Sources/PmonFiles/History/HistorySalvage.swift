// SPDX-License-Identifier: MIT

/// Finds whole records in the bytes of a damaged data file.
///
/// What cannot be read is passed over up to the next line or opening brace. A record belongs to the address that was
/// read last before it; one is only taken for a record if it has `time`, `result` and `message`, so that parts of torn
/// records are not.
package struct HistorySalvage {
    /// The records of each address in their order, as ranges of the file.
    package private(set) var records: [URLKey: [Range<Int>]] = [:]
    /// How many records were saved.
    package private(set) var count = 0
    /// Bytes that are neither part of a saved record nor of an address nor what stands between them.
    package private(set) var lostBytes = 0

    private let bytes: UnsafeRawBufferPointer
    private var cursor: JSONCursor
    private var url: URLKey?

    /// Reads all bytes.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        cursor = JSONCursor(bytes, strictness: .grammar)
        // The brace around everything is no record.
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: "{") { cursor.position += 1 }
        while cursor.position < cursor.end {
            switch cursor.byte {
            case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "}"):
                cursor.position += 1
            case UInt8(ascii: "\""): readAddress()
            case UInt8(ascii: "{"): readRecord()
            default: passOver(from: cursor.position)
            }
        }
    }

    /// Reads a string; it is an address if a list or a record follows it.
    private mutating func readAddress() {
        let start = cursor.position
        guard cursor.skipString() else { return passOver(from: start) }
        let text = UnsafeRawBufferPointer(start: start + 1, count: cursor.position - start - 2)
        let behind = cursor.position
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: ":") {
            cursor.position += 1
            cursor.skipWhitespace()
            let isList = cursor.byte == UInt8(ascii: "[")
            if isList {
                cursor.position += 1
                cursor.skipWhitespace()
            }
            if cursor.byte == UInt8(ascii: "{") || (isList && cursor.byte == UInt8(ascii: "]")),
                isList || isRecordAhead()
            {
                url = URLKey(bytes: JSONText.unescape(text))
                return
            }
        }
        cursor.position = behind
        lostBytes += behind - start
    }

    private mutating func readRecord() {
        let start = cursor.position
        guard cursor.skipValue() else { return passOver(from: start) }
        let range = (start - cursor.start)..<cursor.offset
        guard let url, isRecord(range) else {
            lostBytes += range.count
            return
        }
        records[url, default: []].append(range)
        count += 1
    }

    private mutating func isRecordAhead() -> Bool {
        let start = cursor.position
        defer { cursor.position = start }
        return cursor.skipValue() && isRecord((start - cursor.start)..<cursor.offset)
    }

    private func isRecord(_ range: Range<Int>) -> Bool {
        var seeds = 0
        var members = JSONMembers(UnsafeRawBufferPointer(rebasing: bytes[range]))
        while let member = members.next() {
            if member.hasKey("time") || member.hasKey("result") || member.hasKey("message") {
                seeds += 1
            }
        }
        return seeds == 3
    }

    /// Goes on behind a fault, at the next line or the next opening brace.
    private mutating func passOver(from start: UnsafePointer<UInt8>) {
        cursor.problem = nil
        // A line that ends inside a record has its end behind the fault, another record's beginning may be before it.
        var place = start + 1
        while place < cursor.end, place.pointee != 0x0A, place.pointee != UInt8(ascii: "{") {
            place += 1
        }
        lostBytes += place - start
        cursor.position = place
    }
}
