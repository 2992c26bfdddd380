// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem
import PmonText

/// A proxy as libcurl takes it, and the name that has to be resolved for it.
struct ProxyPlan: Sendable, Equatable {
    /// As configured; may hold a password.
    let address: Secret
    /// Its host.
    let host: String
    /// Its port.
    let port: Int
    /// User and password of its address.
    let user: String?
    let password: Secret?
    /// True if the proxy wants IP addresses of the servers (SOCKS 4 and 5), false if it resolves names itself.
    let wantsAddresses: Bool
    /// True if the way to the proxy itself is secured, by its certificate.
    let isTLS: Bool
    /// True for a proxy of HTTP, false for SOCKS.
    let speaksHTTP: Bool

    /// `host:port`, an IPv6 address in brackets; for people.
    var server: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// True if a status comes from the proxy itself, which wants a login; through a tunnel it would be the server's.
    func refuses(_ status: Int?, isTLS: Bool) -> Bool { status == 407 && speaksHTTP && !isTLS }

    /// The plan for a configured proxy; nil and `none` mean no proxy.
    ///
    /// Throws 78 if it cannot be read.
    static func plan(_ text: String?) throws(ToolError) -> ProxyPlan? {
        guard let text, !text.isEmpty, text.lowercased() != "none" else { return nil }
        let scheme = URLText.scheme(text) ?? "http"
        guard ["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(scheme) else {
            throw error(text, "expected http, https, socks4, socks4a, socks5 or socks5h")
        }
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = String(parts.last ?? "")
        do throws(AddressError) {
            // The authority has the same form for all schemes; libcurl's default port for proxies is 1080.
            let address = try WebAddress("http://\(rest)")
            let hasPort = try WebAddress("https://\(rest)").port == address.port
            return ProxyPlan(
                address: Secret(text),
                host: address.host,
                port: hasPort ? address.port : (scheme == "https" ? 443 : 1080),
                user: address.user,
                password: address.password,
                wantsAddresses: scheme == "socks4" || scheme == "socks5",
                isTLS: scheme == "https",
                speaksHTTP: scheme == "https" || scheme == "http"
            )
        } catch {
            throw Self.error(text, error.text)
        }
    }

    private static func error(_ text: String, _ reason: String) -> ToolError {
        ToolError(.configuration, "cannot use proxy: \(URLText.redacted(text)): \(reason)")
    }
}
