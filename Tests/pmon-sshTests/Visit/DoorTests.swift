// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct DoorTests {
    @Test func `each server has room for four, whatever goes on at others`() {
        var keeper = DoorKeeper()
        let servers = (1...2).map { Door.address(SocketAddress(family: 2, bytes: [$0])) }
        for server in servers {
            let admitted = (0..<6).map { _ in keeper.admit([server]) }
            #expect(admitted == [true, true, true, true, false, false])
        }
    }

    @Test func `a visit that finds one door full takes no room at the other`() {
        var keeper = DoorKeeper()
        let crowded = Door.host(HostName(host: "a", port: 22))
        for _ in 0..<4 { keeper.occupy([crowded, .openSSH]) }
        let turnedAway = (0..<9).map { _ in keeper.admit([crowded, .openSSH]) }
        #expect(!turnedAway.contains(true))
        let others = ["b", "c", "d", "e", "f"].map { host in
            keeper.admit([.host(HostName(host: host, port: 22)), .openSSH])
        }
        #expect(others == [true, true, true, true, false])
    }
}
