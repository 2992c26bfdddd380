// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_ssh

struct SocketAddressTests {
    @Test(arguments: [("127.0.0.1", AF_INET), ("::1", AF_INET6)])
    func `the text of an address needs no lookup`(host: String, family: Int32) throws {
        let addresses = try SocketAddress.lookUp(host: host, port: 22, numericOnly: true).get()
        #expect(addresses.map(\.family) == [family])
        #expect(Array(addresses[0].bytes[2...3]) == [0, 22])
    }

    @Test func `a name is none to the quick look`() {
        let answer = SocketAddress.lookUp(host: "localhost", port: 22, numericOnly: true)
        #expect(throws: VisitFailure.self) { try answer.get() }
    }

    @Test func `a name that does not exist is a failure in words`() {
        guard case .failure(let failure) = SocketAddress.lookUp(host: "no-such.invalid", port: 22)
        else {
            Issue.record("resolved")
            return
        }
        #expect(failure.kind == .name)
        #expect(failure.text.hasPrefix("its name does not resolve: "))
    }
}
