// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

/// What is sent to one address and how, worked out once so that a check only copies it into a handle.
struct RequestPlan: Sendable {
    /// A header line, and whether it may go to another origin than the configured one.
    struct Header: Sendable, Equatable {
        /// `Name: value`.
        let line: String
        /// True for what carries credentials.
        let isSecret: Bool

        /// True for `Host`, which is the first host's name.
        var isHost: Bool { line.prefix(5).lowercased() == "host:" }
    }

    /// Which certificates are trusted.
    enum Trust: Sendable, Equatable {
        /// The system's.
        case system
        /// Those of the file that `[pmon] ca.file` names; libcurl keeps them in memory.
        case file(String)
        /// Those of the file that the address' own `ca` names, as its bytes.
        case bytes([UInt8])
    }

    /// Request method; nil for GET, or POST where there is a body.
    let method: String?
    /// Request body.
    let body: [UInt8]?
    /// Header lines.
    let headers: [Header]
    /// User and password of basic authentication.
    let user: String?
    let password: Secret?
    /// The User-Agent header.
    let userAgent: String
    /// HTTP and IP version.
    let http: HTTPVersion
    let ip: IPFamily
    /// Proxy, nil for none.
    let proxy: ProxyPlan?
    /// Trusted certificates.
    let trust: Trust
    /// Files of the client's certificate and key.
    let certificate: String?
    let key: String?
    /// True if any certificate is accepted.
    let isInsecure: Bool
    /// IP addresses to connect to instead of what the name resolves to.
    let addresses: [String]

    /// The plan of an address' settings over the defaults of `[pmon]`.
    ///
    /// Throws 78 for a secret that cannot be had, 66 or 77 for a file that cannot be read.
    init(_ checks: CheckSettings, defaults: PmonSettings) throws(ToolError) {
        method = checks.method
        body = checks.body.map { Array($0.utf8) }
        user = checks.user
        password = try checks.pwd?.resolve()
        guard !(password?.reveal().utf8.contains(0) ?? false) else {
            throw ToolError(.configuration, "cannot send password: NUL in it")
        }
        userAgent = defaults.userAgent
        http = checks.http ?? defaults.http
        ip = checks.ip ?? defaults.ip
        proxy = try ProxyPlan.plan(checks.proxy ?? defaults.proxy)
        certificate = checks.cert
        key = checks.key
        isInsecure = checks.insecure ?? false
        headers = try Self.headers(checks, isHTTP2: http == .v2)
        addresses = try Self.addresses(checks.resolve)
        if checks.ca == CheckSettings.systemTrust {
            trust = .system
        } else if let ca = checks.ca, ca != defaults.caFile {
            trust = .bytes(try FileBytes.read(ca, limit: 16 << 20))
        } else {
            trust = defaults.caFile.map(Trust.file) ?? .system
        }
    }

    private static func headers(
        _ checks: CheckSettings,
        isHTTP2: Bool
    ) throws(ToolError) -> [Header] {
        var headers: [Header] = []
        for setting in checks.headers {
            let value = try Self.value(setting.value, of: setting.name)
            // libcurl's spelling of a header without a value; with a colon it would leave the header out.
            let line = value.isEmpty ? "\(setting.name);" : "\(setting.name): \(value)"
            headers.append(Header(line: line, isSecret: setting.isSecret))
        }
        if let source = checks.bearer {
            let bearer = try Self.value(source, of: "Authorization")
            headers.append(Header(line: "Authorization: Bearer \(bearer)", isSecret: true))
        }
        // Each check has its own connection, and RFC 9112 section 9.6 wants that said. HTTP/2 knows no such header.
        let isSet = checks.headers.contains { $0.name.lowercased() == "connection" }
        if !isSet, !isHTTP2 { headers.append(Header(line: "Connection: close", isSecret: false)) }
        return headers
    }

    /// The value of a header; a line end in it would begin another header.
    private static func value(
        _ source: SecretSource,
        of name: String
    ) throws(ToolError) -> String {
        let value = try source.resolve().reveal()
        guard !value.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) else {
            throw ToolError(
                .configuration,
                "cannot send header: \(name): control character in its value"
            )
        }
        return value
    }

    private static func addresses(_ text: String?) throws(ToolError) -> [String] {
        guard let text else { return [] }
        let addresses = text.split(separator: ",").map { address in
            String(address.drop { $0 == " " || $0 == "[" }.prefix { $0 != " " && $0 != "]" })
        }
        // libcurl takes no zone here.
        guard !addresses.isEmpty,
            addresses.allSatisfy({ NumericAddress.isNumeric($0) && !$0.contains("%") })
        else {
            throw ToolError(
                .configuration,
                "cannot use resolve: \(text): expected IP addresses without zone"
            )
        }
        return addresses
    }
}
