// SPDX-License-Identifier: MIT

private import Glibc

/// The list that getaddrinfo(3) returns, freed with its owner.
///
/// https://man7.org/linux/man-pages/man3/getaddrinfo.3.html
struct ResolvedAddresses: ~Copyable {
    private let first: UnsafeMutablePointer<addrinfo>

    /// Asks the system and waits for the answer, for as long as its configuration says.
    ///
    /// With `numericOnly`, nothing but the text of an address is understood, and nothing blocks.
    init(_ question: NameQuestion, numericOnly: Bool = false) throws(NameFailure) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = numericOnly ? AI_NUMERICHOST : 0
        hints.ai_family =
            switch question.family {
            case .any: AF_UNSPEC
            case .v4: AF_INET
            case .v6: AF_INET6
            }
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(question.host, nil, &hints, &list)
        let error = errno
        guard code == 0 else { throw Self.failure(code, errno: error) }
        guard let list else { throw .noAddress }
        first = list
    }

    deinit { freeaddrinfo(first) }

    /// Each address once, in the order of the list.
    var addresses: [SocketAddress] {
        var addresses: [SocketAddress] = []
        var next: UnsafeMutablePointer<addrinfo>? = first
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let address = SocketAddress(entry.ai_addr, count: entry.ai_addrlen),
                !addresses.contains(address)
            else { continue }
            addresses.append(address)
        }
        return addresses
    }

    private static func failure(_ code: Int32, errno error: Int32) -> NameFailure {
        if Descriptors.areExhausted { return .noDescriptor }
        if code == EAI_SYSTEM { return .unresolved(ToolError.text(ofErrno: error)) }
        return .unresolved(gai_strerror(code).map { String(cString: $0) } ?? "error \(code)")
    }
}
