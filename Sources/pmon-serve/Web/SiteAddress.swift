// SPDX-License-Identifier: MIT

import HTTPTypes

/// Under which address a visitor sees this server: `https://status.example.org`, for links that
/// leave the page.
///
/// The host is the one that was asked for. Whether TLS stands before it the server cannot see: a
/// proxy on this machine tells it, elsewhere `[email] link` does where it names that host.
struct SiteAddress: Equatable, Sendable {
    /// Scheme, host, port and the path of `http.path`, without a slash at the end.
    let text: String

    /// The address of a request; `link` is the configured address of the page.
    init(_ request: WebRequest, link: String?, path: SubPath = SubPath()) {
        let host = (request.authority ?? "localhost").lowercased()
        let isSecure =
            Self.proxyScheme(request).map { $0 == "https" } ?? Self.isSecure(link, host: host)
        text = "\(isSecure ? "https" : "http")://\(host)\(path.text)"
    }

    /// The scheme that a proxy on this machine was asked with; others are not believed.
    private static func proxyScheme(_ request: WebRequest) -> String? {
        guard let remote = request.remote, HostGate.isLoopback(remote) else { return nil }
        if let field = request.fields[.xForwardedProto] {
            return field.split(separator: ",").first.map { $0.trimmed.lowercased() }
        }
        let first = request.fields[.forwarded]?.split(separator: ",").first ?? ""
        for pair in first.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmed.lowercased() == "proto" {
                return parts[1].trimmed.lowercased().filter { $0 != "\"" }
            }
        }
        return nil
    }

    /// Whether the configured address is that of this host, with TLS.
    private static func isSecure(_ link: String?, host: String) -> Bool {
        guard let link, let start = link.lowercased().range(of: "https://"),
            start.lowerBound == link.startIndex
        else { return false }
        let authority = link.lowercased()[start.upperBound...].prefix { !"/?#".contains($0) }
        func plain(_ name: some StringProtocol) -> Substring {
            name.hasSuffix(":443") ? Substring(name).dropLast(4) : Substring(name)
        }
        return plain(authority) == plain(host)
    }
}
