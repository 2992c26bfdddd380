// SPDX-License-Identifier: MIT

package import Glibc

/// An IP address with a port, as the system's socket calls take it.
package struct SocketAddress: Hashable, Sendable {
    /// AF_INET or AF_INET6.
    package let family: Int32
    /// The address in numbers, an IPv6 address with its zone: `fe80::1%eth0`.
    package let text: String
    /// A `sockaddr` of that family.
    private var bytes: [UInt8]

    /// The address that a text spells in numbers; nil for a name, as nothing is looked up.
    package init?(numeric text: String) {
        guard let list = try? ResolvedAddresses(NameQuestion(host: text), numericOnly: true),
            let address = list.addresses.first
        else { return nil }
        self = address
    }

    /// The address in a `sockaddr`; nil if it is of no version of IP.
    init?(_ address: UnsafeMutablePointer<sockaddr>, count: socklen_t) {
        family = Int32(address.pointee.sa_family)
        guard family == AF_INET || family == AF_INET6 else { return nil }
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let size = socklen_t(host.count)
        guard getnameinfo(address, count, &host, size, nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        text = String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        bytes = [UInt8](UnsafeRawBufferPointer(start: address, count: Int(count)))
    }

    /// The same address with that port.
    package func at(port: Int) -> SocketAddress {
        var other = self
        // Where sin_port and sin6_port are, in the order of the network.
        other.bytes[2] = UInt8(truncatingIfNeeded: port >> 8)
        other.bytes[3] = UInt8(truncatingIfNeeded: port)
        return other
    }

    /// Lends the address to a socket call.
    package func withSockaddr(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return -1 }
            return body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
        }
    }
}
