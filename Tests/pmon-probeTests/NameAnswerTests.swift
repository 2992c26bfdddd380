// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_probe

struct NameAnswerTests {
    @Test func `the system knows this machine`() {
        #expect(
            NameAnswer.resolve(NameQuestion(host: "localhost", family: .v4))
                == .addresses(["127.0.0.1"])
        )
    }

    @Test func `a name below localhost is this machine, too`() {
        let host = "shop.localhost"
        let four = NameAnswer.resolve(NameQuestion(host: host, family: .v4))
        #expect(four == .addresses(["127.0.0.1"]))
        #expect(NameAnswer.resolve(NameQuestion(host: host, family: .v6)) == .addresses(["::1"]))
    }

    @Test func `the family is respected`() {
        #expect(NameAnswer.resolve(NameQuestion(host: "::1", family: .v6)) == .addresses(["::1"]))
        guard case .failed(let words) = NameAnswer.resolve(NameQuestion(host: "::1", family: .v4))
        else {
            Issue.record("an IPv6 address is no IPv4 address")
            return
        }
        #expect(!words.isEmpty)
    }
}
