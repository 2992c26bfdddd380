// SPDX-License-Identifier: MIT

private import Glibc
import PmonJSON
package import PmonRecord
package import PmonSystem

/// What a journal holds, read once without a lock.
package final class JournalContents {
    /// One record of the journal.
    package struct Entry: Sendable {
        /// Its address.
        package let url: URLKey
        /// Where it stands in `bytes`; it has its member `url`.
        package let range: Range<Int>
    }

    /// The part of the file that was read; valid as long as this object lives.
    package let bytes: UnsafeRawBufferPointer
    private let memory: UnsafeMutableRawBufferPointer?
    private let mapping: MappedFile?
    /// Where that part begins in the file.
    package let start: Int
    /// The records in their order.
    package private(set) var entries: [Entry] = []
    /// The marks of the store, each with the offset of its line in `bytes`.
    package private(set) var marks: [(offset: Int, text: String)] = []
    /// Where the last line ends that was written to its end, counted from the start of the file: what follows was torn
    /// off by a crash, or is just being written.
    package private(set) var end: Int
    /// Lines before `end` that are damaged.
    package private(set) var damagedLines = 0
    /// False if there is no such file.
    package let exists: Bool
    /// How the mark begins that says that all before it has been settled.
    package static let settledPrefix = "settled "
    /// The mark that says that the history is damaged.
    package static let damagedMark = "damaged"
    /// How the mark begins of a fold that has taken all before it.
    package static let foldedPrefix = "folded "
    /// True if it says that there were records before it: a mark of that kind is made only after there is a data file that
    /// is not empty, or was one.
    package var isMarked: Bool {
        marks.contains { $0.text.hasPrefix(Self.settledPrefix) || $0.text == Self.damagedMark }
    }
    /// True if its last whole line is a mark; false for an empty journal.
    package private(set) var endsWithMark = false
    private var known: [URLKey: URLKey] = [:]
    /// Bytes after `end`.
    package var tornBytes: Int { start + bytes.count - end }

    /// Reads the journal from an offset on; a missing file is empty.
    ///
    /// With the offset of an earlier reading's `end`, this reads what was appended since, provided that the data file
    /// has stayed the same: a journal shrinks only after its records have gone into a new data file.
    package init(_ path: String, from offset: Int = 0) throws(ToolError) {
        start = offset
        end = offset
        mapping = nil
        guard let file = try OpenFile.reading(path) else {
            exists = false
            memory = nil
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        exists = true
        let count = max(0, try file.size() - offset)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        self.memory = memory
        do throws(ToolError) {
            let got = try file.read(into: memory, from: offset)
            bytes = UnsafeRawBufferPointer(rebasing: memory[..<got])
        } catch {
            bytes = UnsafeRawBufferPointer(memory)
            throw error
        }
        index()
    }

    /// Maps the journal instead of reading it; only for the holder of the lock, because others may shrink it.
    package init(mapping path: String) throws(ToolError) {
        let mapping = try MappedFile(path)
        self.mapping = mapping
        exists = mapping.stamp != nil
        memory = nil
        bytes = mapping.bytes
        start = 0
        end = 0
        index()
    }

    deinit {
        memory?.deallocate()
    }

    /// The bytes of a record, with its `url`; valid as long as this object lives.
    package func record(_ entry: Entry) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[entry.range])
    }

    /// The mark of a fold that has taken all before it, and holds once the data file is the one with that stamp.
    package static func folded(_ data: FileStamp) -> String { foldedPrefix + data.text }

    /// The records that may not have gone into that data file, or through it into an archive.
    package func unfolded(_ data: FileStamp?) -> ArraySlice<Entry> {
        let text = data.map(Self.folded)
        guard let mark = marks.last(where: { $0.text == text }) else { return entries[...] }
        return entries.drop { $0.range.lowerBound < mark.offset }
    }

    private func index() {
        var damaged = 0
        guard let base = bytes.baseAddress else { return }
        var place = 0
        while place < bytes.count, let found = memchr(base + place, 0x0A, bytes.count - place) {
            let newline = UnsafeRawPointer(found) - base
            let line = UnsafeRawBufferPointer(rebasing: bytes[place..<newline])
            if let content = JournalLine.content(line),
                add(content, at: newline - content.count, line: place)
            {
                end = start + newline + 1
                damagedLines += damaged
                damaged = 0
            } else if memchr(base + place, 0, newline - place) == nil {
                // A crash cuts a line off or leaves zeros in it. This one came to its end: it is damaged, not torn.
                end = start + newline + 1
                damagedLines += damaged + 1
                damaged = 0
            } else {
                damaged += 1
            }
            place = newline + 1
        }
        known = [:]
    }

    /// The address that is spelled so: one copy of each, however many records it has.
    private func key(_ spelling: UnsafeRawBufferPointer) -> URLKey {
        // Often the one of the record before.
        if let last = entries.last?.url, spelling.elementsEqual(last.bytes),
            !spelling.contains(UInt8(ascii: "\\"))
        {
            return last
        }
        let key = URLKey(bytes: JSONText.unescape(spelling))
        if let same = known[key] { return same }
        known[key] = key
        return key
    }

    /// Takes over the content of a whole line; false if it is neither a record nor a mark.
    private func add(_ content: UnsafeRawBufferPointer, at offset: Int, line: Int) -> Bool {
        guard content.first == UInt8(ascii: "{") else {
            marks.append((line, String(decoding: content, as: UTF8.self)))
            endsWithMark = true
            return true
        }
        var members = JSONMembers(content)
        while let member = members.next() {
            guard member.hasKey("url"), let url = member.rawString else { continue }
            entries.append(Entry(url: key(url), range: offset..<(offset + content.count)))
            endsWithMark = false
            return true
        }
        return false
    }
}
