// SPDX-License-Identifier: MIT

internal import Glibc

/// An address of a machine with its port, as the system's socket calls take it.
struct SocketAddress: Hashable, Sendable {
    /// AF_INET or AF_INET6.
    let family: Int32
    /// A `sockaddr` of that family.
    let bytes: [UInt8]

    /// Looks a name up; may block for as long as the resolver likes.
    ///
    /// With `numericOnly`, nothing but the text of an address is understood, and nothing blocks.
    static func lookUp(
        host: String,
        port: Int,
        numericOnly: Bool = false
    ) -> Result<[SocketAddress], VisitFailure> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | (numericOnly ? AI_NUMERICHOST : 0)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else {
            let text = gai_strerror(code).map { String(cString: $0) } ?? "error \(code)"
            return .failure(VisitFailure(.name, "its name does not resolve: \(text)"))
        }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            guard entry.ai_family == AF_INET || entry.ai_family == AF_INET6 else { continue }
            let raw = UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen))
            let address = SocketAddress(family: entry.ai_family, bytes: [UInt8](raw))
            if !addresses.contains(address) { addresses.append(address) }
        }
        guard !addresses.isEmpty else {
            return .failure(VisitFailure(.name, "its name has no address"))
        }
        return .success(addresses)
    }

    /// Lends the address to a socket call.
    func withSockaddr(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return -1 }
            return body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
        }
    }
}
