// SPDX-License-Identifier: MIT

private import Glibc
import PmonJSON
package import PmonRecord

/// Changes the bytes of a record without decoding it: spelling and order of all members stay.
package enum RecordLine {
    /// Appends a valid JSON value without the spaces between its tokens, so that it is one line.
    package static func appendCompact(_ value: UnsafeRawBufferPointer, to line: inout [UInt8]) {
        var cursor = JSONCursor(value, strictness: .grammar)
        // What stands between two spaces is appended as a whole.
        var start = cursor.position
        while cursor.position < cursor.end {
            let byte = cursor.position.pointee
            if byte == UInt8(ascii: "\"") {
                guard cursor.skipString() else { break }
            } else if byte <= 0x20 {
                line.append(
                    contentsOf: UnsafeBufferPointer(start: start, count: cursor.position - start)
                )
                cursor.position += 1
                start = cursor.position
            } else {
                cursor.position += 1
            }
        }
        line.append(contentsOf: UnsafeBufferPointer(start: start, count: cursor.end - start))
    }

    /// Appends a record of the journal without its member `url`: the form of the data file.
    ///
    /// What is in the journal is compact and has `url` once, in front as a rule.
    package static func appendFromJournal(
        _ record: UnsafeRawBufferPointer,
        to line: inout [UInt8]
    ) {
        var cursor = JSONCursor(record, strictness: .grammar)
        // {"url":"
        if record.count > 8,
            record.loadUnaligned(as: UInt64.self) == 0x223A_226C_7275_227B
        {
            cursor.position += 7
            if cursor.skipString(), cursor.byte == UInt8(ascii: ",") {
                line.append(UInt8(ascii: "{"))
                line.append(
                    contentsOf: UnsafeRawBufferPointer(rebasing: record[(cursor.offset + 1)...])
                )
                return
            }
        }
        appendWithoutURL(record, to: &line)
    }

    /// Appends a valid record compactly, without its member `url`: the form of the data file.
    package static func appendWithoutURL(
        _ record: UnsafeRawBufferPointer,
        to line: inout [UInt8]
    ) {
        guard mayHaveURL(record) else { return appendCompact(record, to: &line) }
        appendMembers(of: record, openedWith: [], to: &line)
    }

    /// Appends a valid record compactly, with this `url` in front of all other members: the form of stdin and stdout.
    package static func append(
        _ record: UnsafeRawBufferPointer,
        url: URLKey,
        to line: inout [UInt8]
    ) {
        append(record, head: head(of: url), to: &line)
    }

    /// The member `url` of an address' records, for callers that append many of them.
    package static func head(of url: URLKey) -> [UInt8] {
        var head = Array(#""url":"#.utf8)
        JSONWriter.appendString(url.text, to: &head)
        return head
    }

    /// Appends a valid record compactly, with its address' `head` in front of all other members.
    package static func append(
        _ record: UnsafeRawBufferPointer,
        head: [UInt8],
        to line: inout [UInt8]
    ) {
        appendMembers(of: record, openedWith: head, to: &line)
    }

    /// Appends the members of a valid record compactly, each with a comma after it, without those of some keys.
    package static func appendMembers(
        of record: UnsafeRawBufferPointer,
        without keys: [StaticString],
        to line: inout [UInt8]
    ) {
        var members = JSONMembers(record)
        while let member = members.next() {
            if keys.contains(where: { member.hasKey($0) }) { continue }
            line.append(UInt8(ascii: "\""))
            line.append(contentsOf: member.rawKey)
            line.append(contentsOf: #"":"#.utf8)
            appendCompact(member.rawValue, to: &line)
            line.append(UInt8(ascii: ","))
        }
    }

    private static func appendMembers(
        of record: UnsafeRawBufferPointer,
        openedWith head: [UInt8],
        to line: inout [UInt8]
    ) {
        line.append(UInt8(ascii: "{"))
        line.append(contentsOf: head)
        if !mayHaveURL(record), record.first == UInt8(ascii: "{"), record.count > 2 {
            if !head.isEmpty { line.append(UInt8(ascii: ",")) }
            appendCompact(UnsafeRawBufferPointer(rebasing: record[1...]), to: &line)
            return
        }
        if !head.isEmpty { line.append(UInt8(ascii: ",")) }
        appendMembers(of: record, without: ["url"], to: &line)
        // The comma after the last member, if there is one, gives way to the bracket.
        if line.last == UInt8(ascii: ",") { line.removeLast() }
        line.append(UInt8(ascii: "}"))
    }

    /// False if the record certainly has no member `url`, however it is spelled, and is not empty.
    private static func mayHaveURL(_ record: UnsafeRawBufferPointer) -> Bool {
        guard record.count >= 8, let base = record.baseAddress else { return true }
        for index in 0...(record.count - 4) {
            // url" in memory order.
            if (base + index).loadUnaligned(as: UInt32.self) == 0x226C_7275 { return true }
        }
        return memchr(base, Int32(UInt8(ascii: "\\")), record.count) != nil
    }
}
