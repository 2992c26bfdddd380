// SPDX-License-Identifier: MIT

private import Glibc
package import PmonJSON
package import PmonRecord

/// Finds the lists of a data file in one pass over its bytes, checking grammar and shape on the way.
///
/// No record is decoded. Of each it is only noted which `run` and `time` it has, so that a fold can tell without a
/// second look that what it is about to add is new.
package struct HistoryScanner {
    private let bytes: UnsafeRawBufferPointer
    private var cursor: JSONCursor
    private var lists: [HistoryList] = []
    private let since: Timestamp?

    private var notes: RecordNotes
    private let table = RecordForm.Table()
    private var form: RecordForm
    private var isCanonical = true

    /// The lists in the order of the file; none of a file without anything but spaces.
    ///
    /// Throws where the bytes are no JSON object of lists of objects. An address that stands twice is accepted, and
    /// single objects in place of lists, if all records are those of the older pmon. Of each list it is noted where the
    /// first record stands that may be of the instant `since` or later, whatever the order of the records.
    package static func scan(
        _ bytes: UnsafeRawBufferPointer,
        since: Timestamp? = nil
    ) throws(JSONError) -> [HistoryList] {
        let lists = try scanWhole(bytes, since)
        try expectOlder(lists, in: bytes)
        return lists
    }

    private static func scanWhole(
        _ bytes: UnsafeRawBufferPointer,
        _ since: Timestamp?
    ) throws(JSONError) -> [HistoryList] {
        guard let rest = RestOfScan(bytes, since: since) else {
            return try scan(bytes, upTo: nil, since).lists
        }
        let first = Result { () throws(JSONError) in try scan(bytes, upTo: rest.start, since) }
        let second = rest.finish()
        let (lists, isJoined) = try first.get()
        return isJoined ? lists + (try second.get()) : lists
    }

    /// Throws if single objects stand in place of lists, and a record is none of the older pmon: a latest file is no
    /// history.
    private static func expectOlder(
        _ lists: [HistoryList],
        in bytes: UnsafeRawBufferPointer
    ) throws(JSONError) {
        guard let single = lists.first(where: \.isSingle) else { return }
        for list in lists {
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
            while let record = records.next() {
                let fields = RecordFields(record)
                // Each of these is in a record of this pmon, or in its latest file, and in none of the older one.
                guard fields[.at] == nil, fields[.run] == nil, fields[.streak] == nil else {
                    throw JSONError(.recordWithoutList, offset: single.body.lowerBound)
                }
            }
        }
    }

    /// The lists from a place on where an address is expected, up to the end of the file.
    static func scan(
        _ bytes: UnsafeRawBufferPointer,
        from start: Int,
        since: Timestamp?
    ) throws(JSONError) -> [HistoryList] {
        var scanner = HistoryScanner(bytes, since)
        scanner.cursor.position += start
        guard scanner.scanEntries(upTo: nil) else { throw scanner.cursor.error }
        try JSONScanner.expectEnd(&scanner.cursor)
        return scanner.lists
    }

    /// The lists up to the end of the file, or up to a place if an address is expected there, which is told as well.
    private static func scan(
        _ bytes: UnsafeRawBufferPointer,
        upTo stop: Int?,
        _ since: Timestamp?
    ) throws(JSONError) -> (lists: [HistoryList], isStopped: Bool) {
        var scanner = HistoryScanner(bytes, since)
        guard try scanner.scanFile(upTo: stop) else { throw scanner.cursor.error }
        return (scanner.lists, scanner.cursor.offset == stop)
    }

    private init(_ bytes: UnsafeRawBufferPointer, _ since: Timestamp?) {
        self.bytes = bytes
        self.since = since
        cursor = JSONCursor(bytes, strictness: .grammar)
        notes = RecordNotes(newestTime: cursor.start)
        form = RecordForm(table, start: cursor.start)
    }

    private mutating func scanFile(upTo stop: Int?) throws(JSONError) -> Bool {
        try JSONScanner.expectNoByteOrderMark(bytes)
        cursor.skipWhitespace()
        guard cursor.position < cursor.end else { return true }
        guard cursor.skip(UInt8(ascii: "{")) else { return false }
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: "}") {
            cursor.position += 1
        } else {
            guard scanEntries(upTo: stop) else { return false }
            if cursor.offset == stop { return true }
        }
        try JSONScanner.expectEnd(&cursor)
        return true
    }

    /// Reads addresses with their lists up to the byte after the closing brace, or up to `stop` if an address is next there.
    private mutating func scanEntries(upTo stop: Int?) -> Bool {
        while true {
            guard scanEntry() else { return false }
            cursor.skipWhitespace()
            if cursor.byte == UInt8(ascii: ",") {
                cursor.position += 1
                cursor.skipWhitespace()
                if cursor.offset == stop { return true }
                continue
            }
            return cursor.skip(UInt8(ascii: "}"))
        }
    }

    private mutating func scanEntry() -> Bool {
        let entry = cursor.offset
        guard cursor.skipString() else { return false }
        let key = UnsafeRawBufferPointer(rebasing: bytes[(entry + 1)..<(cursor.offset - 1)])
        cursor.skipWhitespace()
        guard cursor.skip(UInt8(ascii: ":")) else { return false }
        let isSpaced = cursor.byte == 0x20
        cursor.skipWhitespace()
        notes = RecordNotes(newestTime: cursor.start, since: since)
        isCanonical = isSpaced
        let body: Range<Int>
        if cursor.byte == UInt8(ascii: "{") {
            let start = cursor.offset
            guard scanObject() else { return false }
            body = start..<cursor.offset
            isCanonical = false
        } else {
            guard cursor.skip(UInt8(ascii: "[")) else { return false }
            let start = cursor.offset
            guard scanRecords() else { return false }
            body = start..<cursor.offset
            cursor.position += 1
        }
        let time = notes.newestTime - cursor.start
        lists.append(
            HistoryList(
                url: URLKey(bytes: JSONText.unescape(key)),
                entry: entry..<cursor.offset,
                body: body,
                recent: since == nil
                    ? body.lowerBound
                    : notes.recent.map { $0 - cursor.start } ?? body.upperBound,
                count: notes.count,
                newestRun: notes.newestRun,
                oldestRun: notes.oldestRun,
                newestTime: time..<(time + notes.newestTimeCount),
                isIrregular: notes.isIrregular,
                isCanonical: isCanonical && !key.contains(UInt8(ascii: "\\"))
                    && lineEnds(in: body) == (notes.count == 0 ? 0 : notes.count + 1)
            )
        )
        return true
    }

    /// Reads a list up to its closing bracket, which stays in front.
    private mutating func scanRecords() -> Bool {
        // Copies, so that the loop works in registers.
        var cursor = cursor
        var notes = notes
        var form = form
        var isCanonical = isCanonical
        defer {
            (self.cursor, self.notes, self.form, self.isCanonical) =
                (cursor, notes, form, isCanonical)
        }
        var separator = cursor.position
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: "]") {
            isCanonical = isCanonical && separator == cursor.position
            return true
        }
        while true {
            isCanonical = isCanonical && Self.isLineEnd(separator, cursor)
            guard RecordScan.scan(&cursor, &notes, &form) else { return false }
            separator = cursor.position
            cursor.skipWhitespace()
            if cursor.byte == UInt8(ascii: ",") {
                isCanonical = isCanonical && separator == cursor.position
                cursor.position += 1
                separator = cursor.position
                cursor.skipWhitespace()
                continue
            }
            guard cursor.byte == UInt8(ascii: "]") else { return cursor.failHere() }
            isCanonical = isCanonical && Self.isLineEnd(separator, cursor)
            return true
        }
    }

    /// True if one line end alone stands between a place and the cursor.
    @inline(__always)
    private static func isLineEnd(_ place: UnsafePointer<UInt8>, _ cursor: JSONCursor) -> Bool {
        cursor.position == place + 1 && place.pointee == 0x0A
    }

    private mutating func scanObject() -> Bool {
        RecordScan.scan(&cursor, &notes, &form)
    }

    private func lineEnds(in range: Range<Int>) -> Int {
        var count = 0
        var place = cursor.start + range.lowerBound
        let end = cursor.start + range.upperBound
        while place < end, let found = memchr(place, 0x0A, end - place) {
            count += 1
            place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
        }
        return count
    }
}
