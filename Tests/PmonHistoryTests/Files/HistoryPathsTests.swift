// SPDX-License-Identifier: MIT

import Foundation
import PmonHistory
import TestSupport
import Testing

struct HistoryPathsTests {
    @Test func `behind a link all files lie beside its target`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link.json"),
            withDestinationPath: "elsewhere/pmon.json"
        )
        let paths = try HistoryPaths(data: folder.file("link.json"))
        #expect(paths.name == folder.file("link.json"))
        #expect(paths.data == folder.file("elsewhere/pmon.json"))
        #expect(paths.journal == folder.file("elsewhere/pmon.json.journal"))
        #expect(paths.lock == folder.file("elsewhere/pmon.json.lock"))
        #expect(paths.rejected == folder.file("elsewhere/pmon.json.rejected"))
    }
}
