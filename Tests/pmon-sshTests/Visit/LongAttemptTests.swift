// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

@testable import pmon_ssh

struct LongAttemptTests {
    @Test(.timeLimit(.minutes(1))) func `a session is given back with what came of the call`()
        throws
    {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { close(ends[1]) }
        let session = try SSHSession(socket: ends[0], hostKeyTypes: [.ed25519])
        let gate = try WakePipe()
        let attempt = try LongAttempt(session) { _ in
            gate.wait()
            return .refused
        }
        #expect(attempt.outcome == nil)
        gate.wake()
        WakePipe.wait(for: [attempt.waitsFor.descriptor], limit: nil)
        #expect(attempt.outcome == .success(.refused))
    }
}
