// SPDX-License-Identifier: MIT

internal import CCurl
package import PmonText

/// The parts of an address that pmon-probe checks, as libcurl itself reads it.
///
/// https://curl.se/libcurl/c/libcurl-url.html
package struct WebAddress: Equatable, Sendable {
    /// The scheme of the address, and so the protocol.
    package let scheme: AddressScheme
    /// Name (international ones in their ASCII form) or IP address, IPv6 without brackets.
    package let host: String
    /// Zone of a link-local IPv6 address, decoded; nil if none is written.
    package let zone: String?
    /// Port, the scheme's own where none is written; 0 where there are none.
    package let port: Int
    /// True if the host is written as an IP address, so that nothing is to be resolved.
    package let isNumeric: Bool
    /// User written in the address, decoded; nil if there is none, or if it is no text: libcurl then sends its bytes.
    package let user: String?
    /// Password written in the address, alike.
    package let password: Secret?

    /// A name of DNS has 253 bytes, and may have a dot at its end.
    private static let longestHost = 254

    /// Reads an address; it must have a scheme.
    package init(_ text: String) throws(AddressError) {
        if let plain = PlainAddress(text) {
            self.init(plain)
        } else {
            try self.init(asked: text)
        }
    }

    private init(_ plain: PlainAddress) {
        scheme = plain.isTLS ? .https : .http
        host = plain.host
        zone = nil
        port = plain.port ?? scheme.standardPort ?? 0
        isNumeric = plain.isNumeric
        user = nil
        password = nil
    }

    /// Reads an address by asking libcurl.
    init(asked text: String) throws(AddressError) {
        guard !text.hasByte(0) else { throw .malformed("NUL in it") }
        guard (try? CurlGlobal.prepare()) != nil, let parts = curl_url() else {
            throw .malformed("libcurl is not ready")
        }
        defer { curl_url_cleanup(parts) }
        do throws(AddressError) {
            try Self.set(parts, text, flags: CURLU_NON_SUPPORT_SCHEME)
        } catch {
            if Self.isWithoutScheme(text) { throw .noScheme(text) }
            throw Self.foreignScheme(text).map { .scheme($0) } ?? error
        }
        let name = try Self.part(parts, CURLUPART_SCHEME)
        guard let scheme = AddressScheme(rawValue: name) else { throw .scheme(name) }
        self.scheme = scheme
        var host = try Self.host(parts)
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") {
            host = String(host.dropFirst().dropLast())
        }
        guard !host.isEmpty else { throw .malformed("no host") }
        // RFC 1035 section 2.3.4; libcurl would choke on one that is to be resolved elsewhere.
        guard host.utf8.count <= Self.longestHost else {
            throw .malformed("a host name of more than \(Self.longestHost) bytes")
        }
        self.host = host
        port = scheme.isWeb ? Self.port(parts, scheme) : try Self.socketPort(parts, scheme)
        zone = text.hasByte(UInt8(ascii: "%")) ? Self.optional(parts, CURLUPART_ZONEID) : nil
        isNumeric = NumericAddress.isNumeric(host)
        // Few addresses have them, and asking costs as much as any other part.
        let mayHaveLogin = text.hasByte(UInt8(ascii: "@"))
        user = mayHaveLogin ? try Self.login(parts, CURLUPART_USER) : nil
        password =
            mayHaveLogin ? try Self.login(parts, CURLUPART_PASSWORD).map(Secret.init) : nil
        if !scheme.hasLogin, user != nil || password != nil {
            throw .malformed("a login, which \(scheme.rawValue) does not have")
        }
    }

    /// True if both are asked of the same server: scheme, host and port agree.
    package func hasSameOrigin(as other: WebAddress) -> Bool {
        scheme == other.scheme && port == other.port && zone == other.zone
            && host.lowercased() == other.host.lowercased()
    }

    /// `host:port`, an IPv6 address in brackets; for people.
    package var server: String {
        guard port > 0 else { return host }
        guard host.hasByte(UInt8(ascii: ":")) else { return "\(host):\(port)" }
        return "[\(host)\(zone.map { "%\($0)" } ?? "")]:\(port)"
    }

    /// The name in ASCII; where there is none, libcurl 7.88 says that its memory ran out.
    private static func host(_ parts: OpaquePointer) throws(AddressError) -> String {
        var text: UnsafeMutablePointer<CChar>?
        let code = curl_url_get(parts, CURLUPART_HOST, &text, UInt32(CURLU_PUNYCODE))
        defer { curl_free(text) }
        if code == CURLUE_OK, let text { return String(cString: text) }
        let isWritten = (try? part(parts, CURLUPART_HOST)) != nil
        throw isWritten ? .malformed("Bad international hostname") : error(code)
    }

    /// User or password; `curl_url_get` would decode none with control characters, which a transfer sends.
    private static func login(
        _ parts: OpaquePointer,
        _ part: CURLUPart
    ) throws(AddressError) -> String? {
        guard let encoded = optional(parts, part, flags: 0) else { return nil }
        var count: Int32 = 0
        let decoded = curl_easy_unescape(nil, encoded, 0, &count)
        defer { curl_free(decoded) }
        guard let decoded else { throw .malformed("a login that cannot be decoded") }
        let bytes = UnsafeRawBufferPointer(start: decoded, count: Int(count))
        // What libcurl says once it wants to send it.
        guard !bytes.contains(0) else { throw .malformed("NUL in its user or password") }
        return String(validating: bytes, as: UTF8.self)
    }

    static func optional(
        _ parts: OpaquePointer,
        _ part: CURLUPart,
        flags: Int32 = CURLU_URLDECODE
    ) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let code = curl_url_get(parts, part, &text, UInt32(flags))
        defer { curl_free(text) }
        guard code == CURLUE_OK, let text else { return nil }
        return String(cString: text)
    }

    /// Sets a whole address, or joins a relative one to what `parts` has.
    static func set(
        _ parts: OpaquePointer,
        _ text: UnsafePointer<CChar>,
        flags: Int32
    ) throws(AddressError) {
        let code = curl_url_set(parts, CURLUPART_URL, text, UInt32(flags))
        guard code == CURLUE_OK else { throw error(code) }
    }

    /// A part as text; bytes that are not UTF-8 are repaired.
    static func part(
        _ parts: OpaquePointer,
        _ part: CURLUPart,
        flags: Int32 = 0
    ) throws(AddressError) -> String {
        var text: UnsafeMutablePointer<CChar>?
        let code = curl_url_get(parts, part, &text, UInt32(flags))
        defer { curl_free(text) }
        guard code == CURLUE_OK, let text else { throw error(code) }
        return String(cString: text)
    }

    /// The scheme of an address that libcurl cannot read, where it is another than http and https: `mailto`.
    ///
    /// A name with dots before the colon is rather a host.
    static func foreignScheme(_ text: String) -> String? {
        let scheme = text.prefix { $0 != ":" }
        guard scheme.utf8.count < text.utf8.count, let first = scheme.first, first.isLetter,
            scheme.utf8.allSatisfy({ byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            })
        else { return nil }
        let name = scheme.lowercased()
        return name == "http" || name == "https" ? nil : name
    }

    /// True if the text is an address once a scheme stands before it: `example.org`, `localhost:8080/x`.
    private static func isWithoutScheme(_ text: String) -> Bool {
        let authority = text.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard let first = authority.first, first > 0x20 else { return false }
        // `https//host` lacks a colon alone.
        if authority.elementsEqual("http".utf8) || authority.elementsEqual("https".utf8) {
            return false
        }
        // A colon at the end, as in `mailto:`, or before something else than a port ends a scheme.
        let isPlain =
            authority.contains(UInt8(ascii: "@")) || first == UInt8(ascii: "[")
            || authority.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                .dropFirst().allSatisfy { port in
                    !port.isEmpty && port.allSatisfy { 0x30...0x39 ~= $0 }
                }
        return isPlain && (try? WebAddress("https://\(text)")) != nil
    }

    private static func error(_ code: CURLUcode) -> AddressError {
        if code == CURLUE_BAD_SCHEME {
            return .malformed("no scheme, expected http:// or https://")
        }
        guard let text = curl_url_strerror(code) else {
            return .malformed("error \(code.rawValue)")
        }
        return .malformed(String(cString: text))
    }
}

/// Why a text is not an address that can be probed.
package enum AddressError: Error, Equatable, Sendable {
    /// It cannot be parsed; the text is the reason.
    case malformed(String)
    /// It has no scheme, and would be an address with one.
    case noScheme(String)
    /// It has a scheme that pmon-probe does not check.
    case scheme(String)
    /// It has another scheme than http and https, where it must have one of them.
    case notWeb(String)
    /// It has a scheme that neither the configuration nor `--allow` permits.
    case notAllowed(AddressScheme)

    /// For people, without a password.
    package var text: String {
        switch self {
        case .noScheme(let text):
            "no scheme: did you mean \(URLText.redacted("https://\(text)"))?"
        case .malformed(let reason): "malformed address: \(reason)"
        case .scheme(let scheme):
            "scheme \(scheme) is not supported, expected http, https, \(AddressScheme.others)"
        case .notWeb(let scheme):
            "scheme \(scheme) is not supported, expected http or https"
        case .notAllowed(let scheme):
            "scheme \(scheme.rawValue) is not allowed in arguments and on stdin, expected "
                + "--allow \(scheme.rawValue)"
        }
    }
}
