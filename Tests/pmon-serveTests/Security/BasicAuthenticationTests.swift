// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonText
import Testing

@testable import pmon_serve

struct BasicAuthenticationTests {
    let authentication = BasicAuthentication(user: "ops", password: Secret("pä:ss"))

    @Test(arguments: [
        ("Basic b3BzOnDDpDpzcw==", true), ("basic b3BzOnDDpDpzcw==", true),
        ("Basic  b3BzOnDDpDpzcw==", true),
        ("Basic b3BzOnBhc3M=", false), ("Basic b3BzOg==", false), ("Basic Og==", false),
        ("Basic", false),
        ("Bearer b3BzOnDDpDpzcw==", false), ("Basic !!!", false), ("Basic b3Bz", false),
        ("", false),
    ])
    func `only the right name and password pass`(field: String, passes: Bool) {
        #expect(authentication.allows(WebRequest(fields: [.authorization: field])) == passes)
    }

    @Test func `no field does not pass`() {
        #expect(!authentication.allows(WebRequest()))
    }
}
