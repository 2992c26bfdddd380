// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonSystem
import PmonText

/// What is sent to one address and how, worked out once so that a check only copies it into a handle.
final class RequestPlan: Sendable {
    /// A header line, and whether it may go to another origin than the configured one.
    struct Header: Sendable, Equatable {
        /// `Name: value`.
        let line: String
        /// True for what carries credentials.
        let isSecret: Bool

        /// True for `Host`, which is the first host's name.
        var isHost: Bool { line.prefix(5).lowercased() == "host:" }
        /// True for `Cookie` with a value.
        var isCookie: Bool { line.prefix(7).lowercased() == "cookie:" }
        /// What stands after the colon, without the blank.
        var value: String { String(line.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
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
    /// The same as they are sent to the first host.
    let sent: SentHeaders
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
    /// What opens that key, where it needs it.
    let passphrase: Secret?
    /// True if any certificate is accepted.
    let isInsecure: Bool
    /// IP addresses to connect to instead of what the name resolves to.
    let addresses: [String]

    /// The plan of an address' settings over the defaults of `[pmon]`; with `keepsConnection` others follow on its connection.
    init(
        _ checks: CheckSettings,
        defaults: PmonSettings,
        keepsConnection: Bool = false,
        faults: inout PlanFaults
    ) {
        method = checks.method
        let body =
            faults.take(.body, isValue: false) { () throws(ToolError) in
                try (checks.body?.resolve().reveal()).map { Array($0.utf8) }
            } ?? nil
        self.body = body
        user = checks.user
        password =
            faults.take(.pwd, isValue: false) { () throws(ToolError) in
                try Self.secret(checks.pwd, "password")
            } ?? nil
        userAgent = defaults.userAgent
        http = checks.http ?? defaults.http
        ip = checks.ip ?? defaults.ip
        proxy =
            faults.take(.proxy, isShared: checks.proxy == nil) { () throws(ToolError) in
                try ProxyPlan.plan(checks.proxy ?? defaults.proxy)
            } ?? nil
        certificate = checks.cert
        key = checks.key
        passphrase =
            faults.take(.passphrase, isValue: false) { () throws(ToolError) in
                try Self.secret(checks.passphrase, "passphrase")
            } ?? nil
        isInsecure = checks.insecure ?? false
        let headers = Self.headers(
            checks,
            body: body,
            closes: http != .v2 && !keepsConnection,
            faults: &faults
        )
        self.headers = headers
        sent =
            faults.take("header", isValue: false) { () throws(ToolError) in
                do throws(CurlError) {
                    return try SentHeaders(headers)
                } catch {
                    throw error.toolError
                }
            } ?? .none
        let family = ip
        addresses =
            faults.take(.resolve) { () throws(ToolError) in
                try Self.addresses(checks.resolve, family: family)
            } ?? []
        trust = Self.trust(checks, defaults: defaults, faults: &faults)
        if certificate == nil {
            for key in Self.keysOfCertificates(checks) {
                _ = faults.take(key) { () throws(ToolError) in
                    throw ToolError(.configuration, "expected cert beside it, found none")
                }
            }
        }
        // Without the passphrase that is configured, the key would be blamed.
        guard passphrase != nil || checks.passphrase == nil else { return }
        let pair = ClientKeyPair(certificate: certificate, key: key, passphrase: passphrase)
        for problem in pair.problems() {
            switch problem {
            case .certificate(let error): faults.add(.cert, error)
            case .key(let error): faults.add(.key, error)
            case .passphrase(let error): faults.add(.passphrase, error)
            }
        }
    }

    /// The same plan with other words; throws for a header line that cannot be sent.
    init(
        _ plan: RequestPlan,
        headers: [Header],
        body: [UInt8]?,
        user: String?,
        password: Secret?
    ) throws(CurlError) {
        self.headers = headers
        self.body = body
        self.user = user
        self.password = password
        sent = try SentHeaders(headers)
        method = plan.method
        userAgent = plan.userAgent
        http = plan.http
        ip = plan.ip
        proxy = plan.proxy
        trust = plan.trust
        certificate = plan.certificate
        key = plan.key
        passphrase = plan.passphrase
        isInsecure = plan.isInsecure
        addresses = plan.addresses
    }

    /// Which keys are set that are of use beside `cert` alone.
    private static func keysOfCertificates(_ checks: CheckSettings) -> [CheckKey] {
        (checks.key == nil ? [] : [.key]) + (checks.passphrase == nil ? [] : [.passphrase])
    }

    private static func trust(
        _ checks: CheckSettings,
        defaults: PmonSettings,
        faults: inout PlanFaults
    ) -> Trust {
        if checks.ca == CheckSettings.systemTrust { return .system }
        guard let ca = checks.ca, ca != defaults.caFile else {
            return defaults.caFile.map(Trust.file) ?? .system
        }
        let bytes = faults.take(.ca, isValue: false) { () throws(ToolError) in
            try TrustFile.certificates(ca)
        }
        return .bytes(bytes ?? [])
    }

    private static func secret(
        _ source: SecretSource?,
        _ name: String
    ) throws(ToolError) -> Secret? {
        let secret = try source?.resolve()
        guard !(secret?.reveal().utf8.contains(0) ?? false) else {
            throw ToolError(.configuration, "cannot use \(name): NUL in it")
        }
        return secret
    }

    private static func headers(
        _ checks: CheckSettings,
        body: [UInt8]?,
        closes: Bool,
        faults: inout PlanFaults
    ) -> [Header] {
        var headers: [Header] = []
        for setting in checks.headers {
            let key = "header.\(setting.name)"
            let line = faults.take(key, isValue: false) { () throws(ToolError) in
                let value = try Self.value(setting.value, of: setting.name)
                try Self.checkLength(setting.name, value, method: checks.method, body: body)
                // libcurl's spelling of a header without a value; with a colon it would leave the header out.
                return value.isEmpty ? "\(setting.name);" : "\(setting.name): \(value)"
            }
            if let line { headers.append(Header(line: line, isSecret: setting.isSecret)) }
        }
        if let source = checks.bearer {
            let bearer = faults.take(.bearer, isValue: false) { () throws(ToolError) in
                try Self.value(source, of: "Authorization")
            }
            if let bearer {
                headers.append(Header(line: "Authorization: Bearer \(bearer)", isSecret: true))
            }
        }
        // Each check has its own connection, which mostly sees one request, and RFC 9112 section 9.6 wants that said. HTTP/2 knows no such header.
        let isSet = checks.headers.contains { $0.name.lowercased() == "connection" }
        if !isSet, closes { headers.append(Header(line: "Connection: close", isSecret: false)) }
        return headers
    }

    /// Methods whose requests have a body, an empty one where none is configured (RFC 9110 section 8.6).
    static let methodsWithBody = ["POST", "PUT", "PATCH"]

    /// Throws for a header that says another length of the body than it has: the server would wait for the rest.
    private static func checkLength(
        _ name: String,
        _ value: String,
        method: String?,
        body: [UInt8]?
    ) throws(ToolError) {
        let sendsNone = body == nil && !methodsWithBody.contains(method ?? "GET")
        switch name.lowercased() {
        case "content-length":
            let size = body?.count ?? 0
            guard sendsNone || value != "\(size)" else { return }
            let length = sendsNone ? "no body" : "a body of \(size) bytes"
            throw ToolError(.configuration, "expected no length: pmon sends \(length)")
        case "transfer-encoding":
            guard sendsNone || value.lowercased() != "chunked" else { return }
            throw ToolError(
                .configuration,
                sendsNone ? "expected none without body" : "expected chunked"
            )
        default: return
        }
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

    private static func addresses(
        _ text: String?,
        family: IPFamily
    ) throws(ToolError) -> [String] {
        guard let text else { return [] }
        let addresses = text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let address = String(item).trimmed
            let isBracketed = address.hasPrefix("[") && address.hasSuffix("]")
            return isBracketed ? String(address.dropFirst().dropLast()) : address
        }
        // libcurl takes no zone here.
        guard addresses.allSatisfy({ NumericAddress.isNumeric($0) && !$0.contains("%") })
        else {
            throw ToolError(
                .configuration,
                "cannot use resolve: \(text): expected IP addresses without zone"
            )
        }
        guard family == .any || addresses.allSatisfy({ $0.contains(":") == (family == .v6) }) else {
            let version = family == .v6 ? 6 : 4
            throw ToolError(
                .configuration,
                "cannot use resolve: \(text): expected IPv\(version) addresses, because ip is \(version)"
            )
        }
        return addresses
    }
}
