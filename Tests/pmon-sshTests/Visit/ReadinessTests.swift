// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_ssh

struct ReadinessTests {
    @Test func `reading and writing are poll's own bits`() {
        #expect(Readiness.read(3) == Readiness(descriptor: 3, events: Int16(POLLIN)))
        #expect(Readiness.write(4) == Readiness(descriptor: 4, events: Int16(POLLOUT)))
    }
}
