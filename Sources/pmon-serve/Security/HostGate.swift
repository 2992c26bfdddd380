// SPDX-License-Identifier: MIT

private import Glibc

/// The names under which the server may be addressed.
///
/// A foreign name that a hostile page made resolve to this machine (DNS rebinding) is refused on
/// every route.
struct HostGate: Sendable {
    private let names: Set<String>

    /// Allows IP literals, `localhost`, the names of this machine, and `extra` (of `http.host`).
    init(extra: [String], machine: [String] = HostGate.machineNames()) {
        names = Set((["localhost"] + machine + extra).map { Self.normal($0) })
    }

    /// Whether a Host field with this value may pass.
    func allows(_ authority: String) -> Bool {
        guard let host = Self.host(of: authority), !host.isEmpty else { return false }
        return Self.isAddress(host) || names.contains(Self.normal(host))
    }

    /// Whether an Origin field (`http://host:port`) names the same host and port as `authority`.
    func matches(origin: String, authority: String?) -> Bool {
        guard let authority, let separator = origin.range(of: "://") else { return false }
        let scheme = origin[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return false }
        let given = Self.normal(String(origin[separator.upperBound...]))
        let own = Self.normal(authority)
        return given == own || given == own.dropSuffix(scheme == "https" ? ":443" : ":80")
            || given.dropSuffix(scheme == "https" ? ":443" : ":80") == own
    }

    /// The host of `host:port` or `[address]:port`; `nil` if it is neither.
    static func host(of authority: String) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || isPort(rest) else { return nil }
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        guard let colon = authority.firstIndex(of: ":") else { return authority }
        guard isPort(authority[colon...]) else { return nil }
        return String(authority[..<colon])
    }

    /// Whether the text is an IPv4 or IPv6 address in its usual spelling.
    static func isAddress(_ host: String) -> Bool {
        var v4 = in_addr()
        var v6 = in6_addr()
        return inet_pton(AF_INET, host, &v4) == 1 || inet_pton(AF_INET6, host, &v6) == 1
    }

    /// Whether an address of a peer belongs to this machine's loopback.
    static func isLoopback(_ address: String) -> Bool {
        let plain = address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
        var v4 = in_addr()
        if inet_pton(AF_INET, plain, &v4) == 1 { return plain.hasPrefix("127.") }
        return plain == "::1"
    }

    /// Whether a Host field names this machine as nobody else can: `localhost`, or an address of the loopback.
    ///
    /// The name of the machine is no proof: a proxy on it may serve the same name.
    static func isThisMachine(_ authority: String) -> Bool {
        guard let host = host(of: authority) else { return false }
        return normal(host) == "localhost" || isLoopback(host)
    }

    /// Short and, if it has one, long name of this machine.
    static func machineNames() -> [String] {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return [] }
        let name = String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
            as: UTF8.self
        )
        let short = name.split(separator: ".").first.map(String.init) ?? name
        return name == short ? [name] : [name, short]
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && text.count <= 6 && text.dropFirst().allSatisfy { "0"..."9" ~= $0 }
    }

    /// Lower case, without the dot that may end a full name.
    private static func normal(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}

extension String {
    /// Place of a literal in the text.
    func range(of literal: String) -> Range<String.Index>? {
        firstRange(of: literal)
    }

    fileprivate func dropSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
