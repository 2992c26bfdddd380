// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonSystem
import PmonTool
import TestSupport
import Testing

@testable import pmon_mail

/// Deliveries themselves are tested with real servers in Tests/pipeline/mail.bats.
struct MailRunTests {
    private func run(_ latest: String) throws -> MailRun {
        var configuration = Configuration()
        configuration.email = EmailSettings()
        configuration.email?.on = .change
        configuration.email?.server = "127.0.0.1"
        configuration.email?.tls = .none
        configuration.email?.timeout = .seconds(5)
        // Nobody listens there.
        configuration.email?.port = 1
        configuration.email?.from = "pmon@example.org"
        configuration.email?.to = ["ops@example.org"]
        let setup = try MailSetup(configuration, MailOptions.parseOrFail([]), isSending: true)
        return MailRun(
            setup,
            latest: latest,
            log: Diagnostics(tool: "pmon-mail", stderrLevel: .fatal)
        )
    }

    @Test func `a latest file that is missing is 66, a damaged one 65`() throws {
        let folder = try TemporaryFolder()
        let damaged = try folder.write("damaged.json", "{\"http://a/\":")
        for (path, status) in [
            (folder.file("none.json"), PmonSystem.ExitStatus.noInput), (damaged, .data),
        ] {
            let run = try run(path)
            do throws(ToolError) {
                _ = try run.send()
                Issue.record("sent")
            } catch {
                #expect(error.status == status)
                #expect(error.message.contains(path))
            }
        }
    }

    @Test func `a mail that nobody took is not remembered as told`() throws {
        let folder = try TemporaryFolder()
        let record = MailFixture.record("http://a/", .exceptionError)
        let latest = try folder.write(
            "current.json",
            Array("{\"http://a/\":".utf8) + record.line() + Array("}".utf8)
        )
        #expect(try run(latest).send() == .unavailable)
        // The outage is, so that its end is told if that cannot be told of the outage itself.
        let told = try NotificationFile(reading: "\(latest).told")
        #expect(told.recipients.isEmpty && told.outages.outages.count == 1)
    }

    @Test func `nothing is sent when nothing is due, and a bad entry is 65`() throws {
        let folder = try TemporaryFolder()
        let fine = MailFixture.record("http://a/")
        let latest = try folder.write(
            "current.json",
            Array("{\"http://a/\":".utf8) + fine.line() + Array("}".utf8)
        )
        #expect(try run(latest).send() == .success)
        try folder.write("current.json", "{\"http://a/\":{\"time\":1}}")
        #expect(try run(latest).send() == .data)
    }
}
