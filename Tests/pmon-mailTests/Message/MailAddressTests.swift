// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct MailAddressTests {
    @Test(arguments: [
        ("ops@example.org", "ops@example.org", "ops@example.org"),
        (" ops@example.org\t", "ops@example.org", "ops@example.org"),
        ("Ops Team <ops@example.org>", "ops@example.org", "Ops Team <ops@example.org>"),
        ("\"Team, Ops\" <ops@example.org>", "ops@example.org", "\"Team, Ops\" <ops@example.org>"),
        ("Bär <a@b.de>", "a@b.de", "=?UTF-8?B?QsOkcg==?= <a@b.de>"),
        ("=?utf-8?q?x?= y <a@b.de>", "a@b.de", "=?UTF-8?B?PT91dGYtOD9xP3g/PSB5?= <a@b.de>"),
        ("o.p+s'x@[127.0.0.1]", "o.p+s'x@[127.0.0.1]", "o.p+s'x@[127.0.0.1]"),
        ("root@localhost", "root@localhost", "root@localhost"),
        (#""Doe, \"Jane\" \\" <j@b.org>"#, "j@b.org", #""Doe, \"Jane\" \\" <j@b.org>"#),
        ("ops@example.org (Operations)", "ops@example.org", "Operations <ops@example.org>"),
        ("(a (b\\)) ) Ops (c) <o@b.org> (d)", "o@b.org", "Ops <o@b.org>"),
        (#""no (comment" <o@b.org>"#, "o@b.org", #""no (comment" <o@b.org>"#),
        ("ops@exämple.org", "ops@xn--exmple-cua.org", "ops@xn--exmple-cua.org"),
        (
            "Ops <ops@BÜCHER.example>", "ops@xn--bcher-kva.example",
            "Ops <ops@xn--bcher-kva.example>"
        ),
    ])
    func `a plain address is taken`(text: String, mailbox: String, header: String) throws {
        let address = try #require(MailAddress(text))
        #expect(address.mailbox == mailbox)
        #expect(address.header == header)
    }

    @Test(arguments: [
        "", "ops", "@example.org", "ops@", "a b@example.org", "ops@example..org",
        ".ops@example.org",
        "ops@example.org>\r\nRCPT TO:<x@y", "ops@example.org\r\nBcc: x@y.org", "ops@exam\0ple.org",
        "ops@example.org>, <x@y.org", "<ops@example.org", "ops@example.org x", "öps@example.org",
        "ops@exä mple.org", "ops@exä/mple.org", "ops@ä@example.org", "a@b.org (x\r\nBcc: y@z.org)",
        "a@b.org (x", "a@b.org x)", "a@b.org)", #""a" b" <a@b.org>"#, #""a\" <a@b.org>"#,
        "a<b <a@b.org>", "Ops\nBcc: x <ops@example.org>", "Ops\" <x <ops@example.org>",
        "ops@example.org ORCPT=x", "\"o p\"@example.org", "ops@[127.0.0.1", "ops@[]",
    ])
    func `whatever could mean more in a header or to a server is refused`(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test func `a local part has at most 64 bytes`() {
        let long = String(repeating: "a", count: 64)
        #expect(MailAddress("\(long)@example.org") != nil)
        #expect(MailAddress("\(long)a@example.org") == nil)
    }
}
