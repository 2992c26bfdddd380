// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

/// Transfers to real servers are tested in Tests/pipeline/mail.bats.
struct SMTPTransferTests {
    @Test func `a port where nobody listens is a failure for everybody`() throws {
        let transfer = SMTPTransfer(
            host: "127.0.0.1",
            port: 1,
            security: .none,
            timeout: .seconds(5)
        )
        let result = try transfer.send(
            Array("x\r\n".utf8),
            from: "a@b.org",
            to: ["c@d.org", "e@f.org"]
        )
        #expect(result.outcomes.count == 2)
        for outcome in result.outcomes {
            guard case .failed(let cause) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(cause.contains("127.0.0.1"))
        }
    }

    @Test func `a recipient with a line end is never sent`() {
        let transfer = SMTPTransfer(
            host: "127.0.0.1",
            port: 1,
            security: .none,
            timeout: .seconds(5)
        )
        #expect(throws: CurlError.self) {
            try transfer.send([], from: "a@b.org", to: ["c@d.org>\r\nRCPT TO:<x@y.org"])
        }
        #expect(throws: CurlError.self) {
            try transfer.send([], from: "a@b.org>\r\nRCPT TO:<x@y.org", to: ["c@d.org"])
        }
    }
}
