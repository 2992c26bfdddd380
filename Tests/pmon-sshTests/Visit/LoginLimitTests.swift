// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct LoginLimitTests {
    @Test func `each server has room for four, whatever goes on at others`() {
        var limiter = LoginLimiter()
        let servers = (1...2).map { LoginLimit.address(SocketAddress(family: 2, bytes: [$0])) }
        for server in servers {
            let admitted = (0..<6).map { _ in limiter.admit([server]) }
            #expect(admitted == [true, true, true, true, false, false])
        }
    }

    @Test func `four keys are opened at once, to whatever servers they belong`() {
        var limiter = LoginLimiter()
        let admitted = (1...5).map { number in
            limiter.admit([.address(SocketAddress(family: 2, bytes: [number])), .passphrase])
        }
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
