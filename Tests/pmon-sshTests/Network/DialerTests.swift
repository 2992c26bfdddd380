// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import Testing

@testable import pmon_ssh

struct DialerTests {
    private func addresses(_ host: String, _ port: Int) throws -> [SocketAddress] {
        [try #require(SocketAddress(numeric: host)).at(port: port)]
    }

    private func dial(_ addresses: [SocketAddress]) throws -> Int32 {
        let dialer = Dialer(addresses, now: .now())
        let deadline = Monotonic.now() + .seconds(10)
        while Monotonic.now() < deadline {
            if let socket = try dialer.step(now: .now()) { return socket }
            var waits = dialer.waitingSockets.map {
                pollfd(fd: $0, events: Int16(POLLOUT), revents: 0)
            }
            poll(&waits, nfds_t(waits.count), 20)
        }
        throw VisitFailure(.timeout, "test")
    }

    @Test func `an address that refuses or stays silent is passed over`() throws {
        let server = try SSHServer()
        let good = try addresses("127.0.0.1", server.port)
        close(try dial(good))
        close(try dial(try addresses("127.0.0.1", try FreePort.find()) + good))
        let begin = Monotonic.now()
        // 192.0.2.0/24 is for documentation: nobody is there, or there is no way to it.
        close(try dial(try addresses("192.0.2.1", 22) + good))
        #expect(Monotonic.now() - begin < .seconds(5))
    }

    @Test func `the last failure is told where all fail`() throws {
        let refused = try addresses("127.0.0.1", try FreePort.find())
        #expect(throws: VisitFailure(.refused, "connection refused")) { close(try dial(refused)) }
        #expect(throws: VisitFailure.self) { try dial([]) }
    }
}
