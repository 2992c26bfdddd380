// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem
import TestSupport
import Testing

struct LatestFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `records come as they are spelled, or with their address in front`() throws {
        let path = try folder.write(
            "current.json",
            #"{"a":{"result":"SUCCESS"},"\u0062":{"streak":2,"url":"x"}}"#
        )
        let file = try LatestFile(path)
        #expect(file.entries.map(\.url.text) == ["a", "b"])
        #expect(
            file.entries.map { String(decoding: $0.bytes, as: UTF8.self) }
                == [#"{"result":"SUCCESS"}"#, #"{"streak":2,"url":"x"}"#]
        )
        let records = try file.entries.map { try Record(decoding: $0.bytes, url: $0.url) }
        #expect(records[0].line() == Array(#"{"url":"a","result":"SUCCESS"}"#.utf8))
        #expect(records[1].line() == Array(#"{"url":"b","streak":2}"#.utf8))
    }

    @Test func `the older program's file is read`() throws {
        let path = "\(ProjectFiles.root)/Tests/Fixtures/original/current.json"
        let file = try LatestFile(path)
        #expect(file.entries.count == 4)
        let records = try file.entries.map { try Record(decoding: $0.bytes, url: $0.url) }
        #expect(records.contains { $0.message == .status(404) })
        #expect(records.allSatisfy { $0.seedProblem == nil })
    }

    @Test func `a missing file has no entries, one without content is damaged`() throws {
        #expect(try LatestFile(folder.file("none.json")).entries.isEmpty)
        for content in ["", "\n"] {
            let path = try folder.write("empty.json", content)
            #expect(throws: ToolError(.data, "damaged latest file: \(path): empty")) {
                try LatestFile(path)
            }
        }
        #expect(try LatestFile(try folder.write("empty.json", "{}")).entries.isEmpty)
    }

    @Test(arguments: [
        (#"{"a":{}"#, "unexpected end at byte 7"), (#"{"a":[{}]}"#, "not an object at byte 9"),
        ("[]", "not an object at byte 0"),
    ])
    func `damage is named with the byte`(text: String, problem: String) throws {
        let path = try folder.write("current.json", text)
        #expect(throws: ToolError(.data, "damaged latest file: \(path): \(problem)")) {
            try LatestFile(path)
        }
    }

    @Test func `checks are found wherever and however they stand`() throws {
        let path = try folder.write(
            "latest",
            #"{"a":{"warnings":["checks"],"checks" : [ {"at":1}, {"at":2}],"x":[]},"b":{"x":["checks\""],"my checks":[{}]},"c":{}}"#
        )
        let file = try LatestFile(path)
        defer { withExtendedLifetime(file) {} }
        let entries = file.entries
        #expect(entries.map { RecordFields($0.bytes).checks.count } == [2, 0, 0])
        #expect(
            RecordFields(entries[0].bytes).checks.map { String(decoding: $0, as: UTF8.self) } == [
                #"{"at":1}"#, #"{"at":2}"#,
            ]
        )
    }
}
