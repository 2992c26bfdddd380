// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct LimitsTests {
    @Test func `connections stay below the descriptors there are`() {
        let connections = Limits.availableConnections()
        #expect((16...Limits.connections).contains(connections))
    }
}
