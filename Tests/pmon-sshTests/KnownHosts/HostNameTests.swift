// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct HostNameTests {
    @Test func `the standard port is left out`() {
        let name = HostName(host: "DB1.Example.org", port: 22)
        #expect(name.full == "db1.example.org")
        #expect(name.withoutPort == nil)
    }

    @Test func `another port puts the host into brackets`() {
        let name = HostName(host: "::1", port: 2222)
        #expect(name.full == "[::1]:2222")
        #expect(name.withoutPort == "::1")
    }
}
