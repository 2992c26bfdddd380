// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct NotificationStateTests {
    @Test func `nobody knows of anything down unless told`() {
        #expect(NotificationState(at: MailFixture.time(0), scan: "whole").down.isEmpty)
        #expect(NotificationState(at: MailFixture.time(0), scan: "whole").episode == nil)
    }
}
