// SPDX-License-Identifier: MIT

private import Glibc
import PmonCurl
private import Synchronization

/// The addresses that a transfer connects to, as libcurl takes them.
///
/// libcurl keeps addresses by host and port for all transfers of a loop, also where the host is an IP address. What
/// pmon resolved replaces what is kept, at the start of each transfer. A configured address takes the place of a
/// private name instead, so that no other check can come upon it.
struct Route: Equatable, Sendable {
    /// Counts the private names, so that each is used once.
    private static let lastName = Atomic(0)

    /// CURLOPT_RESOLVE: `+host:port:address,address`.
    private(set) var addresses: [String] = []
    /// CURLOPT_CONNECT_TO: `host:port:name:port`.
    private(set) var detours: [String] = []
    /// Zone of link-local addresses, which `addresses` cannot hold; 0 if there is none.
    private(set) var zone = 0

    /// Adds the addresses of a host; `isConfigured` if they are a setting's, not a resolver's, under a private `name`.
    mutating func add(
        host: String,
        port: Int,
        addresses found: [String],
        isConfigured: Bool = false,
        name given: String? = nil
    ) {
        let name = isConfigured ? given ?? Self.privateName() : host
        let list = found.compactMap { address($0) }.joined(separator: ",")
        addresses.append("+\(name):\(port):\(list)")
        guard isConfigured else { return }
        let written = host.contains(":") ? "[\(host)]" : host
        detours.append("\(written):\(port):\(name):\(port)")
    }

    /// A name that stands for a host with configured addresses; below `invalid` none exists (RFC 6761 section 6.4).
    static func privateName() -> String {
        "resolve-\(lastName.add(1, ordering: .relaxed).newValue).invalid"
    }

    /// An address as libcurl reads it; nil for one of another zone than those before.
    private mutating func address(_ text: String) -> String? {
        guard text.contains(":") else { return text }
        let parts = text.split(separator: "%", maxSplits: 1)
        if parts.count == 2 {
            let index = Int(if_nametoindex(String(parts[1])))
            let zone = index == 0 ? Int(parts[1]) ?? 0 : index
            guard self.zone == 0 || self.zone == zone else { return nil }
            self.zone = zone
        }
        return "[\(parts[0])]"
    }
}

extension EasyHandle {
    /// Makes the transfer connect to the addresses of a route.
    func set(_ route: Route) throws(CurlError) {
        if !route.addresses.isEmpty { try set(.addresses, StringList(route.addresses)) }
        if !route.detours.isEmpty { try set(.detours, StringList(route.detours)) }
        if route.zone != 0 { try set(.zone, route.zone) }
    }
}
