// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct LoginLogTests {
    @Test func `the message names what was tried, each thing once`() {
        var log = LoginLog()
        #expect(log.attempts == "")
        log.add("key a")
        log.add("key a")
        log.addAgent(keys: 7, usable: 5)
        for _ in 0..<4 { log.addAgentKey() }
        #expect(log.attempts == ", tried key a, agent (4 of 7 keys, others need type = openssh)")
        log.wasRefused = true
        let text = log.refusal(["publickey"], Credentials())
        #expect(text.hasPrefix("permission denied, tried key a, agent"))
        #expect(text.hasSuffix("; the server offers publickey"))
    }

    @Test func `an agent whose keys were all tried`() {
        var log = LoginLog()
        log.addAgent(keys: 1, usable: 1)
        log.addAgentKey()
        #expect(log.attempts == ", tried agent (1 key)")
    }

    @Test func `what the server has taken is not what it refused`() {
        var log = LoginLog()
        log.add("key a")
        log.acceptLast()
        log.wasRefused = true
        log.add("password")
        #expect(
            log.refusal(["password"], Credentials())
                == "permission denied: the server accepts key a and also asks for password, tried password"
        )
    }

    @Test func `files, methods and keys of the agent are remembered`() {
        var log = LoginLog()
        log.begin("password")
        log.begin([1, 2])
        #expect(log.hasTried("password") && log.hasTried([1, 2]))
        #expect(!log.hasTried("key") && !log.hasTried([1]))
    }
}
