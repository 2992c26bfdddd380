// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import Testing

@testable import pmon_ssh

struct LoginEnvironmentTests {
    private let environment = LoginEnvironment(
        user: "me",
        home: "/home/me",
        agentSocket: "/tmp/agent"
    )

    @Test func `where nothing is configured, what ssh tries is tried`() {
        let credentials = environment.credentials(RemoteSettings(), password: nil)
        #expect(credentials.keys == ["/home/me/.ssh/id_ed25519", "/home/me/.ssh/id_ecdsa"])
        #expect(credentials.keysAreOptional)
        #expect(credentials.usesAgent)
        #expect(!credentials.answersQuestions)
    }

    @Test func `what is configured is all that is tried`() {
        var settings = RemoteSettings()
        settings.key = "/k"
        let byKey = environment.credentials(settings, password: nil)
        #expect(byKey.keys == ["/k"])
        #expect(!byKey.keysAreOptional)
        #expect(!byKey.usesAgent)
        let byPassword = environment.credentials(RemoteSettings(), password: .literal(Secret("x")))
        #expect(byPassword.keys.isEmpty)
        #expect(!byPassword.usesAgent)
    }

    @Test func `the agent is asked where it is asked for by name`() {
        var settings = RemoteSettings()
        settings.key = "/k"
        settings.agent = true
        #expect(environment.credentials(settings, password: nil).usesAgent)
        settings.agent = false
        #expect(!environment.credentials(settings, password: nil).usesAgent)
    }

    @Test func `the key keyboard is read from the configuration`() throws {
        let inventory = try Configurations.inventory(
            "[urls]\nurl.1 = ssh://a\n[remote]\nurl.1.keyboard = yes\nurl.1.pwd = x\n"
        )
        #expect(inventory.sites[0].machine.credentials.answersQuestions)
    }

    @Test func `the present account has a name`() {
        #expect(!LoginEnvironment.current().user.isEmpty)
    }
}
