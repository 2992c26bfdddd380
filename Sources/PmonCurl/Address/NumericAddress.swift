// SPDX-License-Identifier: MIT

private import Glibc

/// IP addresses as text.
package enum NumericAddress {
    /// True for an IPv4 or IPv6 address, the latter with or without a zone (`fe80::1%eth0`).
    ///
    /// https://man7.org/linux/man-pages/man3/inet_pton.3.html
    package static func isNumeric(_ text: String) -> Bool {
        var bytes = in6_addr()
        if inet_pton(AF_INET, text, &bytes) == 1 { return true }
        let withoutZone = text.prefix { $0 != "%" }
        return inet_pton(AF_INET6, String(withoutZone), &bytes) == 1
    }

    /// Addresses in an order that does not change from one answer of a name server to the next: IPv4 first, each by its
    /// bytes.
    package static func sorted(_ texts: [String]) -> [String] {
        texts.sorted { left, right in
            let (first, second) = (bytes(left), bytes(right))
            return first == second ? left < right : first.lexicographicallyPrecedes(second)
        }
    }

    /// How many bytes the address has, and these.
    private static func bytes(_ text: String) -> [UInt8] {
        var address = in6_addr()
        let count = inet_pton(AF_INET, text, &address) == 1 ? 4 : 16
        if count == 16 { _ = inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &address) }
        return withUnsafeBytes(of: &address) { [UInt8(count)] + $0.prefix(count) }
    }
}
