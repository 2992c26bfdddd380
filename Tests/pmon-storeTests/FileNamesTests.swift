// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct FileNamesTests {
    private func check(
        _ data: String,
        latest: String? = nil,
        archive: String? = nil,
        log: String? = nil
    ) throws {
        let history = try HistoryPaths(data: data)
        try FileNames(history, latest: latest, archive: archive, log: log).expectDifferent()
    }

    @Test func `files of different names and of different folders are fine`() throws {
        try check("/a/x", latest: "/a/y", archive: "/a/z", log: "/a/l")
        try check("/a/x", latest: "/b/x", archive: "/c/x", log: "/d/x")
        try check("x")
    }

    @Test func `one file for two purposes is refused, however it is spelled`() {
        let same: [(String?, String?, String?)] = [
            ("/tmp/x", nil, nil), (nil, "/tmp//x", nil), (nil, nil, "/tmp/./x"),
            ("/tmp/x.journal", nil, nil), (nil, "/tmp/x.lock", nil),
            ("/tmp/../tmp/x.rejected", nil, nil),
            ("/tmp/y", "/tmp/y", nil), (nil, "/tmp/y", "/tmp/y"),
        ]
        for (latest, archive, log) in same {
            let error = #expect(throws: ToolError.self) {
                try check("/tmp/x", latest: latest, archive: archive, log: log)
            }
            #expect(error?.status == .configuration)
        }
    }
}
