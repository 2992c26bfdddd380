// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import Testing

@testable import pmon_mail

struct CheckRulesTests {
    private func target(_ key: String, _ url: String, _ settings: [String: String] = [:]) throws
        -> Target
    {
        var checks = CheckSettings()
        for (key, value) in settings { _ = try checks.set(key, to: value, folder: "") }
        return Target(key: key, address: url, checks: checks)
    }

    private func check(_ url: String, _ target: String? = nil) -> CheckIdentity {
        CheckIdentity(URLKey(url), CheckName(target: target.map { Array($0.utf8) }))
    }

    @Test func `a check has the rule of its target, else the standard`() throws {
        var configuration = Configuration()
        configuration.pmon.recover = 2
        configuration.targets = [
            try target("url.1", "http://a/", ["after": "3/5", "needs": "url.2"]),
            try target("url.2", "http://b/"),
        ]
        let rules = CheckRules(configuration)
        #expect(rules[check("http://a/", "url.1")].after.description == "3/5")
        #expect(rules[check("http://a/", "url.1")].recover == 2)
        #expect(rules[check("http://a/", "url.1")].needs == ["url.2"])
        #expect(rules[check("http://b/", "url.2")] == CheckRule(recover: 2))
        #expect(rules[check("http://a/", "url.9")] == CheckRule(recover: 2))
        #expect(rules.haveNeeds && rules.haveMemory)
    }

    @Test func `a check is stale after its own period`() throws {
        var configuration = Configuration()
        configuration.pmon.every = .seconds(60)
        configuration.targets = [
            try target("url.1", "http://a/", ["every": "1h"]), try target("url.2", "http://b/"),
        ]
        let rules = MailRules(checks: CheckRules(configuration))
        #expect(rules.staleAfter(check("http://a/", "url.1")) == .seconds(9000))
        #expect(rules.staleAfter(check("http://b/", "url.2")) == .seconds(150))
        #expect(MailRules().staleAfter(check("http://b/", "url.2")) == nil)
    }

    @Test func `a record without a target has the rule of the only target of its address`() throws {
        var configuration = Configuration()
        configuration.targets = [
            try target("url.1", "http://a/", ["after": "2"]),
            try target("url.2", "http://b/", ["after": "3"]),
            try target("url.3", "http://b/", ["after": "4"]),
            try target("url.4", "http://c/", ["after": "5"]), try target("url.5", "http://c/"),
        ]
        let rules = CheckRules(configuration)
        #expect(rules[check("http://a/")].after == AlarmThreshold(2))
        #expect(rules[check("http://b/")].after == AlarmThreshold(1))
        #expect(rules[check("http://c/")].after == AlarmThreshold(1))
    }

    @Test func `after of pmon goes before that of email`() {
        var configuration = Configuration()
        configuration.email = EmailSettings()
        configuration.email?.after = AlarmThreshold(2)
        #expect(CheckRules(configuration).standard.after == AlarmThreshold(2))
        configuration.pmon.after = AlarmThreshold(4)
        #expect(CheckRules(configuration).standard.after == AlarmThreshold(4))
        #expect(!CheckRules(configuration).haveNeeds)
    }

    @Test func `without rules nothing but the newest results decides`() {
        #expect(!CheckRules(Configuration()).haveMemory)
    }
}
