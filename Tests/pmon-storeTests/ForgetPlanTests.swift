// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct ForgetPlanTests {
    private func selected(_ globs: String, ini: String = "[urls]\nurl.a = http://a/\n") throws
        -> [String]
    {
        let folder = try TemporaryFolder()
        let lines = [
            ("http://a/", "url.a"), ("http://a/", "url.b"), ("http://old/", ""),
            ("http://old/", "url.old"),
        ]
        let data = Dictionary(grouping: lines, by: \.0).map { url, lines in
            let records = lines.map { line in
                let target = line.1.isEmpty ? "" : ",\"target\":\"\(line.1)\""
                return
                    #"{"time":"2026-11-22 12:00:00","result":"SUCCESS","message":"OK"\#(target)}"#
            }
            return "\"\(url)\": [\n\(records.joined(separator: ",\n"))\n]"
        }
        try folder.write("pmon.json", "{\n\(data.joined(separator: ",\n"))\n}\n")
        try folder.write("pmon.ini", ini)
        let configuration = try Configuration.load(folder.file("pmon.ini"))
        var plan = ForgetPlan(try HistorySnapshot(folder.file("pmon.json")), latest: nil)
        plan.select(try TargetPatterns(globs), configuration)
        return plan.selected.map { "\($0.target ?? "-") \($0.url.text) \($0.count)" }
    }

    @Test(arguments: [
        ("url.a", ["url.a http://a/ 1"]), ("b", ["url.b http://a/ 1"]),
        ("http://a/", ["url.a http://a/ 1", "url.b http://a/ 1"]),
        ("url.old", ["- http://old/ 1", "url.old http://old/ 1"]), ("url.none", []),
        ("group:x", []),
    ])
    func `a check is found by key or address; records without a target go with all of its targets`(
        glob: String,
        found: [String]
    ) throws {
        #expect(try selected(glob) == found)
    }
}
