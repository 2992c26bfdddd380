// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonSystem
import TestSupport
import Testing

struct EmptyHistoryTests {
    private let folder: TemporaryFolder
    private let paths: HistoryPaths

    init() throws {
        folder = try TemporaryFolder()
        paths = try HistoryPaths(data: try folder.write("pmon.json", "\n"))
    }

    @Test func `only a file without anything in it is empty`() throws {
        #expect(EmptyHistory.isEmpty(try MappedFile(paths.data)))
        try folder.write("pmon.json", "{}")
        #expect(!EmptyHistory.isEmpty(try MappedFile(paths.data)))
        #expect(!EmptyHistory.isEmpty(try MappedFile(folder.file("missing.json"))))
    }

    @Test(arguments: [
        (nil, false, false), ("{}", false, false), ("{", true, false), ("", true, false),
        (" \n", true, false), (#"{"a":{"message":"OK"}}"#, true, true),
    ])
    func `a latest file with records, or damaged as well, says that it was not always so`(
        latest: String?,
        isDamagedEmpty: Bool,
        isDamagedMissing: Bool
    ) throws {
        let path = try latest.map { try folder.write("current.json", $0) }
        #expect(throwsDamage(latest: path) == isDamagedEmpty)
        unlink(paths.data)
        #expect(throwsDamage(latest: path) == isDamagedMissing)
        #expect(throwsDamage(latest: path, journalSize: nil, beginning: .done) == isDamagedMissing)
        #expect(!throwsDamage(latest: path, beginning: .ahead))
        #expect(!throwsDamage(latest: path, journalSize: nil))
    }

    @Test func `so does a journal`() throws {
        _ = try HistorySnapshot(paths: paths)
        try folder.write("pmon.json.journal", "")
        #expect(throws: ToolError.self) { try HistorySnapshot(paths: paths) }
        for (text, isDamage) in [
            (#"{"url":"a"}"#, false), ("settled -", true), ("damaged", true),
        ] {
            var line: [UInt8] = []
            Array(text.utf8).withUnsafeBytes { JournalLine.append($0, to: &line) }
            try folder.write("pmon.json.journal", line)
            #expect(((try? HistorySnapshot(paths: paths)) == nil) == isDamage)
        }
        unlink(paths.data)
        #expect(throws: ToolError.self) { try HistorySnapshot(paths: paths) }
        // A first run without records leaves no data file.
        try folder.write("pmon.json.journal", "")
        _ = try HistorySnapshot(paths: paths)
    }

    private func throwsDamage(
        latest: String?,
        journalSize: Int? = 5,
        beginning: HistoryLock.Beginning = .unknown
    ) -> Bool {
        do throws(ToolError) {
            try EmptyHistory.expectBeginning(
                MappedFile(paths.data),
                paths,
                latest: latest,
                journalSize: journalSize,
                beginning: beginning,
                isMarked: false
            )
            return false
        } catch {
            return error.status == .data
        }
    }
}
