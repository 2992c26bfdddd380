// SPDX-License-Identifier: MIT

/// IP version of addresses and connections.
package enum IPFamily: String, CaseIterable, Sendable {
    /// IPv4 only.
    case v4 = "4"
    /// IPv6 only.
    case v6 = "6"
    /// Whichever answers first.
    case any
}

/// A name to be resolved.
package struct NameQuestion: Hashable, Sendable {
    /// The name, in ASCII.
    package let host: String
    /// Which addresses are wanted.
    package let family: IPFamily

    /// A question for that name.
    package init(host: String, family: IPFamily = .any) {
        self.host = host
        self.family = family
    }

    /// Asks the system and waits for the answer, for as long as its configuration says.
    package func resolve() -> NameAnswer {
        do throws(NameFailure) {
            let addresses = try ResolvedAddresses(self).addresses
            return addresses.isEmpty ? .failure(.noAddress) : .success(addresses)
        } catch {
            return .failure(error)
        }
    }
}

/// The addresses of a name in the order in which they are to be tried (RFC 6724), never none; or why there are none.
package typealias NameAnswer = Result<[SocketAddress], NameFailure>

/// Why a name has no addresses.
package enum NameFailure: Error, Equatable {
    /// The system's resolver says so, in its words.
    case unresolved(String)
    /// The system's resolver knows the name, but no IP address of it.
    case noAddress
    /// pmon itself, or the system, has no descriptor left to ask with.
    case noDescriptor
    /// The system has no thread left to wait on; with its words.
    case noThread(String)
}
