// SPDX-License-Identifier: MIT

import HTTPTypes

/// Header fields that every answer carries.
enum SecurityFields {
    /// Content Security Policy of the built-in page: its own files alone, nothing inline.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ].joined(separator: "; ")

    /// Policy of the files of `http.public`, which are the operator's own and may hold inline parts.
    static let publicPolicy = [
        "default-src 'self'", "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "object-src 'none'",
        "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// Adds the fields; those that the answer set itself stay.
    static func add(to fields: inout HTTPFields) {
        let constant: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, policy),
            (.xContentTypeOptions, "nosniff"),
            // With no-referrer a browser says `Origin: null` of the page's own forms:
            // https://fetch.spec.whatwg.org/#append-a-request-origin-header
            (.referrerPolicy, "same-origin"),
            (.crossOriginResourcePolicy, "same-origin"),
            (.crossOriginOpenerPolicy, "same-origin"),
            (.permissionsPolicy, "camera=(), geolocation=(), microphone=()"),
            (.cacheControl, "no-cache"),
        ]
        for (name, value) in constant where fields[name] == nil {
            fields[name] = value
        }
    }
}

extension HTTPField.Name {
    /// Name of a field that HTTPTypes has no constant for.
    ///
    /// The fallback is never taken, since each name below is valid.
    private static func named(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .via
    }

    /// See https://www.w3.org/TR/referrer-policy/.
    static let referrerPolicy = named("Referrer-Policy")
    /// See https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header.
    static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
    /// See https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies.
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    /// See https://www.w3.org/TR/permissions-policy/.
    static let permissionsPolicy = named("Permissions-Policy")
    /// See https://www.w3.org/TR/fetch-metadata/.
    static let secFetchSite = named("Sec-Fetch-Site")
    /// RFC 7239.
    static let forwarded = named("Forwarded")
    /// A Host field beside the one that names the authority.
    static let secondHost = named("Host")
    /// De-facto field of proxies: the scheme they were asked with.
    static let xForwardedProto = named("X-Forwarded-Proto")
    /// De-facto field of proxies: whom they speak for.
    static let xForwardedFor = named("X-Forwarded-For")
}
