// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

struct FileLockTests {
    @Test func `a held lock is waited for, then given up`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("lock")
        var first: FileLock? = try FileLock(path)
        #expect(
            throws: ToolError(.tryAgain, "cannot lock: \(path): held by another process for 0 s")
        ) {
            try FileLock(path, wait: .milliseconds(20))
        }
        withExtendedLifetime(first) {}
        first = nil
        _ = try FileLock(path, wait: .zero)
    }
}
