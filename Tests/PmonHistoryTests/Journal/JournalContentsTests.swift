// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem
import TestSupport
import Testing

struct JournalContentsTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("pmon.json.journal")
    }

    @Test func `a missing journal is empty`() throws {
        let journal = try JournalContents(path)
        #expect(journal.entries.isEmpty)
        #expect(journal.end == 0)
        #expect(journal.tornBytes == 0)
    }

    @Test func `records and marks come in their order`() throws {
        try write(line(#"{"url":"b","n":1}"#) + line("a mark") + line(#"{"n":2,"url":"\u0061"}"#))
        let journal = try JournalContents(path)
        #expect(journal.entries.map(\.url.text) == ["b", "a"])
        #expect(text(journal) == [#"{"url":"b","n":1}"#, #"{"n":2,"url":"\u0061"}"#])
        #expect(journal.marks.map(\.text) == ["a mark"])
        #expect(journal.damagedLines == 0)
    }

    @Test func `what a fold has taken is known by the data file that it wrote`() throws {
        let (old, new) = (folder.file("old"), folder.file("new"))
        _ = try (folder.write("old", "{}"), folder.write("new", "{ }"))
        let stamps = try [old, new].map { try #require(FileStamp(path: $0)) }
        let lines = ["a", "b", "c", "d"].map { line(#"{"url":"\#($0)"}"#) }
        let marks = stamps.map { line(JournalContents.folded($0)) }
        try write(lines[0] + marks[0] + lines[1] + lines[2] + marks[1] + lines[3])
        let journal = try JournalContents(path)
        func unfolded(_ stamp: FileStamp?) -> [String] { journal.unfolded(stamp).map(\.url.text) }
        #expect(unfolded(stamps[0]) == ["b", "c", "d"])
        #expect(unfolded(stamps[1]) == ["d"])
        #expect(unfolded(nil) == ["a", "b", "c", "d"])
        _ = try folder.write("new", "{  }")
        #expect(unfolded(FileStamp(path: new)) == ["a", "b", "c", "d"])
    }

    @Test func `a tail torn off anywhere is not taken for a record`() throws {
        let first = line(#"{"url":"a"}"#)
        let second = line(#"{"url":"b"}"#)
        for count in 0..<second.count {
            try write(first + second.prefix(count))
            let journal = try JournalContents(path)
            #expect(journal.entries.count == 1)
            #expect(journal.end == first.count)
            #expect(journal.tornBytes == count)
            #expect(journal.damagedLines == 0)
        }
    }

    @Test func `damage before a whole line is counted`() throws {
        var damaged = line(#"{"url":"a"}"#)
        damaged[12] ^= 1
        try write(damaged + line(#"{"url":"b"}"#))
        let journal = try JournalContents(path)
        #expect(journal.entries.map(\.url.text) == ["b"])
        #expect(journal.damagedLines == 1)
    }

    @Test func `a line at the end that came to its end is damaged, not torn`() throws {
        var damaged = line(#"{"url":"b"}"#)
        damaged[14] ^= 1
        try write(line(#"{"url":"a"}"#) + damaged)
        let journal = try JournalContents(path)
        #expect(journal.damagedLines == 1)
        #expect(journal.tornBytes == 0)
        // A power cut leaves zeros.
        damaged[14] = 0
        try write(line(#"{"url":"a"}"#) + damaged)
        #expect(try JournalContents(path).damagedLines == 0)
        #expect(try JournalContents(path).tornBytes == damaged.count)
    }

    @Test func `what was appended is read from where an earlier reading ended`() throws {
        let first = line(#"{"url":"a"}"#)
        let second = line(#"{"url":"b"}"#)
        try write(first + second.prefix(9))
        let before = try JournalContents(path)
        try write(first + second)
        let after = try JournalContents(path, from: before.end)
        #expect(after.entries.map(\.url.text) == ["b"])
        #expect(after.end == first.count + second.count)
        #expect(try JournalContents(path, from: after.end).entries.isEmpty)
    }

    @Test func `a mapped journal reads the same`() throws {
        try write(line(#"{"url":"a"}"#) + Array("torn".utf8))
        let journal = try JournalContents(mapping: path)
        #expect(text(journal) == [#"{"url":"a"}"#])
        #expect(journal.tornBytes == 4)
    }

    private func write(_ bytes: [UInt8]) throws {
        try folder.write("pmon.json.journal", bytes)
    }

    private func line(_ content: String) -> [UInt8] {
        var bytes: [UInt8] = []
        Array(content.utf8).withUnsafeBytes { JournalLine.append($0, to: &bytes) }
        return bytes
    }

    private func text(_ journal: JournalContents) -> [String] {
        journal.entries.map { String(decoding: journal.record($0), as: UTF8.self) }
    }
}
