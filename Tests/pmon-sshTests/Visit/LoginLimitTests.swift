// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_ssh

struct LoginLimitTests {
    private func server(_ number: Int) throws -> LoginLimit {
        .address(try #require(SocketAddress(numeric: "192.0.2.\(number)")))
    }

    @Test func `each server has room for four, whatever goes on at others`() throws {
        var limiter = LoginLimiter()
        let servers = try (1...2).map(server)
        for server in servers {
            let admitted = (0..<6).map { _ in limiter.admit([server]) }
            #expect(admitted == [true, true, true, true, false, false])
        }
    }

    @Test func `four keys are opened at once, to whatever servers they belong`() throws {
        var limiter = LoginLimiter()
        let admitted = try (1...5).map { limiter.admit([try server($0), .passphrase]) }
        #expect(admitted == [true, true, true, true, false])
    }

    @Test func `a visit that finds one limit reached takes no room under the other`() {
        var limiter = LoginLimiter()
        let crowded = LoginLimit.host(HostName(host: "a", port: 22))
        for _ in 0..<4 { limiter.occupy([crowded, .openSSH]) }
        let turnedAway = (0..<9).map { _ in limiter.admit([crowded, .openSSH]) }
        #expect(!turnedAway.contains(true))
        let others = ["b", "c", "d", "e", "f"].map { host in
            limiter.admit([.host(HostName(host: host, port: 22)), .openSSH])
        }
        #expect(others == [true, true, true, true, false])
    }
}
