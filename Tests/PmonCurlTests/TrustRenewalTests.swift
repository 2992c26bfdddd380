// SPDX-License-Identifier: MIT

@testable import PmonCurl
import Testing

struct TrustRenewalTests {
    @Test func `the age of trust is counted from its renewal`() throws {
        TrustRenewal.renew()
        let age = try #require(TrustRenewal.age)
        #expect((0...60).contains(age))
        try EasyHandle().useRenewedTrust()
    }
}
