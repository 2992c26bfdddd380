// SPDX-License-Identifier: MIT

import PmonHistory
import PmonSystem
import TestSupport
import Testing

struct HistoryLockTests {
    @Test func `a history begins once, and a lock of an older version says that it has begun`()
        throws
    {
        let folder = try TemporaryFolder()
        let paths = try HistoryPaths(data: folder.file("pmon.json"))
        #expect(paths.beginning == .unknown)
        do {
            let lock = try HistoryLock(paths)
            #expect(paths.beginning == .ahead)
            withExtendedLifetime(lock) {}
        }
        do {
            let lock = try HistoryLock(paths)
            #expect(paths.beginning == .ahead)
            lock.noteBeginning()
            #expect(paths.beginning == .done)
        }
        _ = try HistoryLock(paths)
        #expect(paths.beginning == .done)
        for text in ["", "new", "new\nx", "other"] {
            try folder.write("pmon.json.lock", text)
            #expect(paths.beginning == .done)
        }
    }

    @Test func `a lock that is made beside a data file says that the history has begun`() throws {
        let folder = try TemporaryFolder()
        let paths = try HistoryPaths(data: folder.write("pmon.json", "{}"))
        _ = try HistoryLock(paths)
        #expect(paths.beginning == .done)
    }
}
