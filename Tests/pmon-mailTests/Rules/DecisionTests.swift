// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_mail

struct DecisionTests {
    private func decision(down: [CheckIdentity: Timestamp], scan: ScanState) -> Decision {
        Decision(
            present: MailFixture.time(9),
            scan: scan,
            down: down,
            fresh: Set(down.keys),
            pending: [],
            recovered: [],
            isReminder: false,
            episode: MailFixture.time(1)
        )
    }

    @Test func `who was told something knows what is down, and since when`() {
        let down = [CheckIdentity("http://a/"): MailFixture.time(1)]
        let told = decision(down: down, scan: .whole).told
        #expect(
            told
                == NotificationState(
                    at: MailFixture.time(9),
                    scan: "whole",
                    episode: MailFixture.time(1),
                    down: down
                )
        )
    }

    @Test func `the episode ends when all is well`() {
        #expect(decision(down: [:], scan: .whole).told.episode == nil)
        #expect(
            decision(down: [:], scan: .cutOff(got: 1, of: 2)).told.episode == MailFixture.time(1)
        )
    }
}
