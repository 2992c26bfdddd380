// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import Testing

@testable import pmon_mail

struct MailingTests {
    private func plan(_ recipients: [String], told: NotificationFile) throws -> [Mailing] {
        var configuration = Configuration()
        configuration.email = EmailSettings()
        configuration.email?.on = .change
        configuration.email?.to = recipients
        let setup = try MailSetup(configuration, MailOptions.parseOrFail([]), isSending: false)
        let board = try MailFixture.board([MailFixture.record("http://a/", .exceptionError)])
        return Mailing.plan(setup, board, scan: .whole, told: told)
    }

    @Test func `who was told the same gets the same mail`() throws {
        let mailings = try plan(["a@x.org", "b@x.org"], told: NotificationFile())
        #expect(mailings.map { $0.to.map(\.mailbox) } == [["a@x.org", "b@x.org"]])
    }

    @Test func `who knows already gets none, who knows of more gets another`() throws {
        var told = NotificationFile()
        let down = [CheckIdentity("http://a/"): MailFixture.time(0)]
        told.recipients["b@x.org"] = NotificationState(
            at: MailFixture.time(0),
            scan: "whole",
            down: down
        )
        told.recipients["c@x.org"] = NotificationState(
            at: MailFixture.time(-9),
            scan: "cut-off",
            episode: MailFixture.time(-9)
        )
        let mailings = try plan(["a@x.org", "b@x.org", "c@x.org"], told: told)
        #expect(mailings.map { $0.to.map(\.mailbox) } == [["a@x.org"], ["c@x.org"]])
        #expect(mailings.last?.decision.episode == MailFixture.time(-9))
    }

    @Test func `without recipients there is a mail to print`() throws {
        #expect(try plan([], told: NotificationFile()).map(\.to.count) == [0])
    }
}
