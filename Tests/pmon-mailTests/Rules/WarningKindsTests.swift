// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct WarningKindsTests {
    private func kinds(_ json: String) -> WarningKinds {
        Array(json.utf8).withUnsafeBytes { WarningKinds($0) }
    }

    @Test(arguments: [
        (#"["slow: took 9 ms, more than 1ms"]"#, ["slow"]),
        (#"["certificate expires in 2.0 days, on X"]"#, ["certificate"]),
        (#"["certificate expired on X","slow: took 9 ms"]"#, ["certificate", "slow"]),
        (#"[ "slow: a" ]"#, ["slow"]), (#"["addresses: 3 of 5 were checked"]"#, []),
        (#"["it said \"slow: \" twice"]"#, []), (#"["slowly"]"#, []), ("[]", []), ("null", []),
    ])
    func `a kind is how a sentence begins`(json: String, names: [String]) {
        #expect(kinds(json).names == names)
        #expect(WarningKinds(names: names) == kinds(json))
    }

    @Test func `unknown names are left out`() {
        #expect(WarningKinds(names: ["slow", "loud"]).names == ["slow"])
    }
}
