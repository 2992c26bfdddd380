// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct QueryFaultTests {
    @Test func `a value is one of a list, or none`() {
        func fault(_ query: String) -> String? {
            QueryFault.choice(FormFields(query), "bars", StripKind.self)
        }
        #expect(fault("") == nil && fault("bars=") == nil && fault("bars=30d") == nil)
        #expect(fault("bars=7d") == "bars is one of 60, 30d, 90d")
    }

    @Test(arguments: [
        ("", true), ("n=", true), ("n=1", true), ("n=9", true), ("n=0", false), ("n=10", false),
        ("n=-1", false), ("n=x", false), ("n=1.5", false), ("n=99999999999999999999", false),
    ])
    func `a number is within its range`(query: String, isGood: Bool) {
        #expect((QueryFault.number(FormFields(query), "n", 1...9) == nil) == isGood)
    }

    @Test func `the first fault is told`() {
        #expect(QueryFault.first(nil, "a", "b") == "a")
        #expect(QueryFault.first(nil, nil) == nil)
    }
}
