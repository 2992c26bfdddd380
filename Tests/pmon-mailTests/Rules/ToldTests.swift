// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct ToldTests {
    @Test func `nobody knows of anything down unless told`() {
        #expect(Told(at: MailFixture.time(0), scan: "whole").down.isEmpty)
        #expect(Told(at: MailFixture.time(0), scan: "whole").episode == nil)
    }
}
