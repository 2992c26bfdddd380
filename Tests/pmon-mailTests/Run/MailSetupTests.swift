// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonSystem
import Testing

@testable import pmon_mail

struct MailSetupTests {
    private func configuration(_ change: (inout EmailSettings) -> Void = { _ in }) -> Configuration
    {
        var email = EmailSettings()
        email.server = "mail.example.org"
        email.from = "pmon@example.org"
        email.to = ["ops@example.org"]
        change(&email)
        var configuration = Configuration()
        configuration.email = email
        return configuration
    }

    private func status(_ configuration: Configuration) -> PmonSystem.ExitStatus? {
        let options = MailOptions.parseOrFail([])
        do throws(ToolError) {
            _ = try MailSetup(configuration, options, isSending: true)
            return nil
        } catch {
            return error.status
        }
    }

    @Test func `what a delivery needs is demanded`() throws {
        #expect(status(configuration()) == nil)
        #expect(status(configuration { $0.server = nil }) == .configuration)
        #expect(status(configuration { $0.from = nil }) == .configuration)
        #expect(status(configuration { $0.to = [] }) == .configuration)
        #expect(status(Configuration()) == .configuration)
    }

    @Test(arguments: ["mail.example.org/x", "user:pw@host", "a b", "host?x", "host#", "höst", ""])
    func `a server that could mean more in an address is refused`(server: String) throws {
        #expect(status(configuration { $0.server = server }) == .configuration)
    }

    @Test(arguments: ["ops@example.org\r\nBcc: x@y.org", "ops", "<ops@example.org\n>"])
    func `an address that could mean more is refused`(address: String) throws {
        #expect(
            status(configuration { $0.to = ["fine@example.org", address] }) == .configuration
        )
        #expect(status(configuration { $0.from = "\(address)x" }) == .configuration)
    }

    @Test func `a printed mail needs no section`() throws {
        let setup = try MailSetup(
            Configuration(),
            MailOptions.parseOrFail(["--print"]),
            isSending: false
        )
        #expect(setup.from.mailbox == "pmon@localhost")
        #expect(setup.to.isEmpty)
    }

    @Test func `flags go before the configuration, and each recipient counts once`() throws {
        let options = MailOptions.parseOrFail(["--to", "a@b.org,a@b.org,c@d.org", "--on", "change"])
        let setup = try MailSetup(configuration { $0.on = .failure }, options, isSending: true)
        #expect(setup.to.map(\.mailbox) == ["a@b.org", "c@d.org"])
        #expect(setup.rules.on == .change)
    }

    @Test func `a mail to others does not count as one to the configured recipients`() throws {
        for (to, covers) in [("a@b.org", false), ("ops@example.org,a@b.org", true)] {
            let options = MailOptions.parseOrFail(["--to", to])
            let setup = try MailSetup(configuration(), options, isSending: true)
            #expect(setup.coversConfigured == covers)
        }
        let setup = try MailSetup(configuration(), MailOptions.parseOrFail([]), isSending: true)
        #expect(setup.coversConfigured)
    }

    @Test
    func `nor does a mail alone where there are channels, or channels alone where mails are wrong`()
        throws
    {
        var configuration = configuration()
        configuration.channels = [ChannelSettings(name: "ops")]
        for (arguments, withoutMail, covers) in [
            ([], false, true), (["--to", "ops@example.org"], false, false), ([], true, false),
        ] {
            let options = MailOptions.parseOrFail(arguments)
            let setup = try MailSetup(
                configuration,
                options,
                isSending: true,
                withoutMail: withoutMail
            )
            #expect(setup.coversConfigured == covers)
        }
    }
}

extension MailOptions {
    /// Options of arguments that a test knows to be right.
    static func parseOrFail(_ arguments: [String]) -> MailOptions {
        do {
            return try MailFlags.parse(arguments).options
        } catch {
            Issue.record(error)
            return MailOptions()
        }
    }
}
