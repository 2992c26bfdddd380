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
}
