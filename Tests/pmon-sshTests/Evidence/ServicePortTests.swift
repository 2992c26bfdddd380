// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ServicePortTests {
    @Test(arguments: [
        ("http://shop.example.org/", 80), ("https://shop.example.org/a:81", 443),
        ("https://u:p@[::1]:8443/", 8443), ("tcp://db:5432", 5432), ("smtp://mail", 25),
        ("shop.example.org:8080/", 8080), ("HTTP://shop.example.org", 80),
        ("tcp://db", nil), ("ping://db", nil), ("ssh://db", nil), ("ssh://db:2222", nil), ("", nil),
    ])
    func `ports of addresses`(address: String, port: Int?) {
        #expect(ServicePort.of(address) == port)
    }
}
