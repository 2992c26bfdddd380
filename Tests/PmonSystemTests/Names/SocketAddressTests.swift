// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import Testing

struct SocketAddressTests {
    @Test(arguments: [("127.0.0.1", AF_INET), ("::1", AF_INET6), ("fe80::1%lo", AF_INET6)])
    func `the text of an address needs no lookup, and the port is where calls look for it`(
        host: String,
        family: Int32
    ) throws {
        let address = try #require(SocketAddress(numeric: host))
        #expect(address.family == family)
        #expect(address.text == host)
        #expect(port(of: address) == 0)
        #expect(port(of: address.at(port: 50_022)) == 50_022)
        #expect(address.at(port: 22).at(port: 0) == address)
    }

    @Test(arguments: ["localhost", "example.org", "", "1.2.3.4.5"])
    func `a name is none`(host: String) {
        #expect(SocketAddress(numeric: host) == nil)
    }

    /// As getnameinfo(3) reads it.
    private func port(of address: SocketAddress) -> Int? {
        var service = [CChar](repeating: 0, count: 32)
        let code = address.withSockaddr {
            getnameinfo($0, $1, nil, 0, &service, socklen_t(service.count), NI_NUMERICSERV)
        }
        guard code == 0 else { return nil }
        let digits = service.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
