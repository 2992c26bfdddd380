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
}
