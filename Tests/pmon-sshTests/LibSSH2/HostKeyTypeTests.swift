// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct HostKeyTypeTests {
    @Test func `nothing that signs with SHA-1 is offered`() {
        let names = HostKeyType.allCases.map(\.rawValue)
        #expect(!names.contains("ssh-rsa"))
        #expect(!names.contains("ssh-dss"))
        #expect(names.first == "ssh-ed25519")
    }
}
