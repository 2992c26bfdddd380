// SPDX-License-Identifier: MIT

import HTTPTypes
import Testing

@testable import pmon_serve

struct SecurityFieldsTests {
    @Test func `the policy is the one of the design`() {
        #expect(
            SecurityFields.policy
                == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
        )
    }

    @Test func `what an answer set itself stays`() {
        var fields: HTTPFields = [.cacheControl: "public"]
        SecurityFields.add(to: &fields)
        #expect(fields[.cacheControl] == "public")
        #expect(fields[.xContentTypeOptions] == "nosniff")
        #expect(fields[.referrerPolicy] == "same-origin")
        #expect(fields[.via] == nil)
    }
}
