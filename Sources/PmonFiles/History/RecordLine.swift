// SPDX-License-Identifier: MIT

private import Glibc
private import PmonCore

/// Changes the bytes of a record without decoding it: spelling and order of all members stay.
package enum RecordLine {
    /// Appends a valid JSON value without the spaces between its tokens, so that it is one line.
    package static func appendCompact(_ value: UnsafeRawBufferPointer, to line: inout [UInt8]) {
        guard let base = value.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        let end = base + value.count
        // What stands between two spaces is appended as a whole.
        var start = base
        var place = base
        func appendRun(upTo end: UnsafePointer<UInt8>) {
            line.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
        }
        while place < end {
            let byte = place.pointee
            if byte == UInt8(ascii: "\"") {
                place += 1
                while place < end, place.pointee != UInt8(ascii: "\"") {
                    place += place.pointee == UInt8(ascii: "\\") ? 2 : 1
                }
                place += 1
            } else if byte <= 0x20 {
                appendRun(upTo: place)
                place += 1
                start = place
            } else {
                place += 1
            }
        }
        appendRun(upTo: min(place, end))
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
        var head = Array(#""url":"#.utf8)
        JSONWriter.appendString(url.text, to: &head)
        appendMembers(of: record, openedWith: head, to: &line)
    }

    /// Appends the members of a valid record compactly, each with a comma behind it, but for those of some keys.
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
        // The comma behind the last member, where there is one, gives way to the bracket.
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
