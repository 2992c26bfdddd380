// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import pmon_probe

struct SchemePermitTests {
    @Test func `http and https are always permitted, others by name`() throws {
        let none = try #require(SchemePermit(allowing: []))
        let some = try #require(SchemePermit(allowing: ["tcp, SMTP", "http"]))
        for scheme in AddressScheme.allCases {
            #expect(SchemePermit.all.permits(scheme))
            #expect(none.permits(scheme) == scheme.isWeb)
            #expect(some.permits(scheme) == (scheme.isWeb || scheme == .tcp || scheme == .smtp))
        }
    }

    @Test(arguments: ["gopher", "", "tcp,", "all", "tcp tls"])
    func `a name that is none is told`(list: String) {
        #expect(SchemePermit(allowing: [list]) == nil)
        #expect(SchemePermit.problem([list])?.hasPrefix("--allow: expected tcp, ") == true)
    }
}
