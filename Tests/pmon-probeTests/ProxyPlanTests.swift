// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText
import Testing

@testable import pmon_probe

struct ProxyPlanTests {
    @Test(arguments: [
        ("http://p.example.org:3128", "p.example.org", 3128, false),
        ("p.example.org", "p.example.org", 1080, false),
        ("p.example.org:80", "p.example.org", 80, false),
        ("https://p.example.org", "p.example.org", 443, false),
        ("socks5://u:p@[::1]:9", "::1", 9, true),
        ("socks5h://p.example.org", "p.example.org", 1080, false),
    ])
    func `host, port and who resolves`(text: String, host: String, port: Int, wantsAddresses: Bool)
        throws
    {
        let plan = try #require(try ProxyPlan.plan(text))
        #expect(plan.host == host)
        #expect(plan.port == port)
        #expect(plan.wantsAddresses == wantsAddresses)
        #expect(!"\(plan)".contains("u:p@"))
    }

    @Test func `none is no proxy`() throws {
        for text in [nil, "", "none", "None"] { #expect(try ProxyPlan.plan(text) == nil) }
    }

    @Test(arguments: ["ftp://p.example.org", "http://", "http://u:secret@a b"])
    func `others are errors without secrets`(text: String) {
        let error = #expect(throws: ToolError.self) { try ProxyPlan.plan(text) }
        #expect(error?.status == .configuration)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func `what a proxy says of its own login is masked`() throws {
        let target = try probeTarget(checks: [("proxy", "http://joe:pr0xy@p.example.org:1")])
        #expect(target.mask.masked("no am9lOnByMHh5 pr0xy") == "no *** ***")
    }
}
