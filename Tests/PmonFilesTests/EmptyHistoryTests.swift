// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
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
        (nil, false), ("{}", false), ("{", false), (#"{"a":{"message":"OK"}}"#, true),
    ])
    func `a latest file with records says that it was not always empty`(
        latest: String?,
        isDamage: Bool
    ) throws {
        let path = try latest.map { try folder.write("current.json", $0) }
        #expect(isDamage == (throwsDamage(latest: path, saysFolded: false)))
    }

    @Test func `so does a journal`() throws {
        #expect(throwsDamage(latest: nil, saysFolded: true))
        #expect(try !JournalContents(folder.file("pmon.json.journal")).saysFolded)
        try folder.write("pmon.json.journal", "")
        #expect(try JournalContents(folder.file("pmon.json.journal")).saysFolded)
        #expect(throws: ToolError.self) { try HistorySnapshot(paths: paths) }
        for (text, isDamage) in [(#"{"url":"a"}"#, false), ("settled -", true)] {
            var line: [UInt8] = []
            Array(text.utf8).withUnsafeBytes { JournalLine.append($0, to: &line) }
            try folder.write("pmon.json.journal", line)
            #expect(((try? HistorySnapshot(paths: paths)) == nil) == isDamage)
        }
    }

    private func throwsDamage(latest: String?, saysFolded: Bool) -> Bool {
        do {
            try EmptyHistory.expectBeginning(paths, latest: latest, saysFolded: saysFolded)
            return false
        } catch {
            return error.status == .data
        }
    }
}
