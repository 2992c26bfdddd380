// SPDX-License-Identifier: MIT

import NIOCore
import PmonHistory
import PmonRecord
import PmonSystem
import Testing

@testable import pmon_serve

struct LatestResultsTests {
    let folder = TestFolder()

    @Test func `the legacy body holds every record as it is`() throws {
        let record = Fixture.record(
            .applicationError,
            message: "404",
            more: ",\"ssh\":[\"a\"],\"other\":{\"x\":1.50}"
        )
        try folder.write("current.json", Fixture.latestFile([("http://a/", record)]))
        let results = try LatestResults(try LatestFile(folder.path + "/current.json"))
        let body = String(buffer: results.legacy(id: "a\"b").plain)
        #expect(body == "{\"id\":\"a\\\"b\",\"data\":{\"http://a/\":\(record)}}\n")
    }

    @Test func `a missing file has none, and an empty one is damaged`() throws {
        let path = folder.path + "/current.json"
        #expect(try LatestResults(try LatestFile(path)).records.isEmpty)
        try folder.write("current.json", "\n")
        let error = #expect(throws: ToolError.self) { try LatestResults(try LatestFile(path)) }
        #expect(error?.status == .data)
    }
}
