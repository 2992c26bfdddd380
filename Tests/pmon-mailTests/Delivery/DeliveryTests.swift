// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

/// Deliveries themselves are tested with real servers in Tests/pipeline/mail.bats.
struct DeliveryTests {
    @Test(arguments: ["localhost", "LOCALHOST", "127.0.0.1", "127.3.2.1", "::1"])
    func `this machine is loopback`(host: String) {
        #expect(Delivery.isLoopback(host))
    }

    @Test(arguments: [
        "mail.example.org", "127.example.org", "localhost.example.org", "10.0.0.1", "::2", "",
    ])
    func `whatever a name server may answer for is not`(host: String) {
        #expect(!Delivery.isLoopback(host))
    }
}
