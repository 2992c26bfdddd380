// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_mail

/// The whole of a replay, and that it agrees with live runs, is tested in Tests/pipeline/mail_replay.bats.
struct ReplayRunTests {
    @Test func `an unfolded history decides as the store's latest file does`() throws {
        var random = SeededRandom(seed: 11)
        let rules = MailRules(
            on: .change,
            checks: CheckRules(after: 2),
            remind: .seconds(300)
        )
        var replayed = ResultTable(rules: rules.checks)
        var live = ResultTable(rules: rules.checks)
        var toldReplayed: NotificationState?
        var toldLive: NotificationState?
        for minute in 0..<400 {
            for (index, name) in ["a", "b", "c", "c", "c"].enumerated() {
                let roll = Int.random(in: 0..<10, using: &random)
                let result: CheckResult =
                    roll < 6 ? .success : roll < 8 ? .applicationError : .exceptionError
                // The third address has two targets, one of them in two places.
                let check = name == "c" ? MailFixture.checks[index - 2] : [:]
                let record = MailFixture.record(
                    "http://\(name)/",
                    result,
                    minute: Double(minute),
                    check
                )
                replayed.advance(try MailFixture.entry(record))
            }
            // What the store writes: the same records with since, streak and previous.
            var latest = ResultTable(rules: rules.checks)
            latest.outages = live.outages
            latest.place(Array(replayed.entries.values))
            live = latest
            let fromReplay = rules.decide(replayed, scan: replayed.scan, told: toldReplayed)
            let fromLive = rules.decide(live, scan: live.scan, told: toldLive)
            #expect(fromReplay == fromLive)
            toldReplayed = fromReplay?.told ?? toldReplayed
            toldLive = fromLive?.told ?? toldLive
            replayed.outages.forgetEnded()
            if fromLive != nil { live.outages.forgetEnded() }
        }
    }
}
