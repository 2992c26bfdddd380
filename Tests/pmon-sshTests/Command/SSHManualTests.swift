// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem
import Testing

@testable import pmon_ssh

struct SSHManualTests {
    @Test(arguments: [RecordKey.ssh, .fileSystem, .memory, .logs, .verdict])
    func `each member that is gathered is explained`(key: RecordKey) {
        #expect(SSHManual.discussion.contains("  \(key.rawValue) "))
    }

    @Test(arguments: [PmonSystem.ExitStatus.success, .usage, .data, .noInput, .configuration])
    func `each exit status is listed`(status: PmonSystem.ExitStatus) {
        #expect(SSHManual.discussion.contains("  \(status.rawValue) "))
    }

    @Test func `examples, files and statuses have their headings`() {
        for heading in ["EXAMPLES", "FILES", "EXIT STATUS"] {
            #expect(SSHManual.discussion.contains(heading))
        }
    }
}
