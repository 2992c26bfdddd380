// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import Testing

@testable import pmon_probe

struct SchemeRulesTests {
    private func refused(_ scheme: AddressScheme, _ pairs: [(String, String)]) throws -> [String] {
        var checks = CheckSettings()
        for (key, value) in pairs { _ = try checks.set(key, to: value, folder: "") }
        return SchemeRules.faults(of: checks, scheme: scheme).map(\.key)
    }

    @Test func `what speaks of HTTP is refused elsewhere`() throws {
        let pairs = [
            ("method", "GET"), ("body", "x"), ("bearer", "x"), ("follow", "1"), ("http", "2"),
            ("expect.status", "200"), ("reject.body", "x"), ("header.A", "x"),
            ("expect.header.A", "x"), ("expect.json.a", "1"),
        ]
        #expect(try refused(.https, pairs) == [])
        for scheme in AddressScheme.allCases where !scheme.isWeb {
            #expect(try refused(scheme, pairs) == pairs.map(\.0))
        }
    }

    @Test func `what any check can have is refused nowhere`() throws {
        let pairs = [
            ("name", "x"), ("group", "x"), ("timeout", "1s"), ("retries", "1"), ("ip", "4"),
            ("addresses", "all"), ("resolve", "127.0.0.1"), ("slow", "1s"), ("after", "2"),
            ("recover", "2"), ("needs", "url.a"), ("expect.time", "1s"), ("proxy", "none"),
        ]
        for scheme in AddressScheme.allCases { #expect(try refused(scheme, pairs) == []) }
    }

    @Test func `a login is one of plain text, with both its parts`() {
        func refused(_ user: String?, _ word: String?, _ scheme: AddressScheme = .imap) -> [String]
        {
            SchemeRules.faults(ofLogin: user, word.map(Secret.init), scheme: scheme).map(\.key)
        }
        #expect(refused(nil, nil) == [])
        #expect(refused("bob", "wörd !") == [])
        #expect(refused("bob", nil) == [])
        #expect(refused("bob", nil, .ldap) == ["user"])
        #expect(refused("bob", "", .ldaps) == ["user"])
        #expect(refused(nil, "word") == ["pwd"])
        #expect(refused("bob\r\nNOOP", "word\n") == ["user", "pwd"])
        #expect(refused("bob", "a\0b", .ftp) == ["pwd"])
    }

    @Test(arguments: AddressScheme.allCases)
    func `what is sent, logged in with and upgraded depends on the protocol`(
        scheme: AddressScheme
    ) throws {
        let isRaw = scheme == .tcp || scheme == .tls
        #expect(try refused(scheme, [("send", "x")]).isEmpty == isRaw)
        #expect(try refused(scheme, [("expect.body", "x")]).isEmpty == (isRaw || scheme.isWeb))
        #expect(
            try refused(scheme, [("user", "x"), ("pwd", "x")]).isEmpty
                == (!isRaw && scheme != .ping)
        )
        let upgrade = [("tls", "starttls"), ("insecure", "true"), ("ca", "/ca")]
        #expect(
            try refused(scheme, upgrade).isEmpty
                == [.smtp, .imap, .pop3, .ftp, .ldap].contains(scheme)
        )
        let trust = [("insecure", "true"), ("cert.warn", "1d"), ("cert", "/c")]
        #expect(try refused(scheme, trust).isEmpty == (scheme.isTLS || scheme.isWeb))
        #expect(try refused(scheme, [("proxy", "http://p:1")]).isEmpty == (scheme != .ping))
    }
}
