// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

struct NumericAddressTests {
    @Test(arguments: ["127.0.0.1", "::1", "fe80::1%eth0", "2001:db8::1"])
    func `IP addresses are numeric`(text: String) {
        #expect(NumericAddress.isNumeric(text))
    }

    @Test(arguments: ["localhost", "127.1", "1.2.3.4.5", "::g", "", "%eth0"])
    func `names are not`(text: String) {
        #expect(!NumericAddress.isNumeric(text))
    }

    @Test func `IPv4 comes first, each by its number`() {
        let sorted = [
            "9.0.0.1", "10.0.0.2", "10.0.0.10", "192.0.2.1", "::1", "2001:db8::9", "2001:db8::10",
            "fe80::1%a", "fe80::1%b",
        ]
        #expect(NumericAddress.sorted(sorted.reversed()) == sorted)
        #expect(NumericAddress.sorted(sorted) == sorted)
    }
}
