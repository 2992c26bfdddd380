// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import Testing

@testable import pmon_mail

struct MailOptionsTests {
    @Test func `recipients can be given together or one by one`() throws {
        let options = try MailFlags.parse([
            "--to", "a@b.org, c@d.org", "--to", "e@f.org", "--on", "change",
        ]).options
        #expect(
            options.recipients.compactMap { MailAddress($0)?.mailbox } == [
                "a@b.org", "c@d.org", "e@f.org",
            ]
        )
        #expect(options.on == .change)
    }

    @Test(arguments: [
        ["--print", "--replay"], ["--on", "sometimes"], ["--to", ""], ["--to", "ops"],
        ["--to", "ops@example.org\r\nBcc: x@y.org"], ["--to", "a@b.org>,<c@d.org"],
    ])
    func `wrong flags are errors of usage`(arguments: [String]) {
        #expect(throws: (any Error).self) { try MailFlags.parse(arguments) }
    }
}
