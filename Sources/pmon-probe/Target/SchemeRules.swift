// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// Which keys of `[checks]` mean something to which scheme.
///
/// A key without a meaning is an error, because what it asks for would silently not be checked.
enum SchemeRules {
    /// A fault for each key that is set and means nothing to that scheme.
    static func faults(of checks: CheckSettings, scheme: AddressScheme) -> [PlanFault] {
        var faults: [PlanFault] = []
        func refuse(_ keys: [String], _ expected: String) {
            faults += keys.map { key in
                PlanFault(
                    key: key,
                    isShared: false,
                    isValue: true,
                    message: "expected \(expected), found one of \(scheme.rawValue)"
                )
            }
        }
        if scheme.isWeb {
            // The ordinary case: nothing else is looked at.
            guard checks.send != nil || checks.tls != nil else { return [] }
        } else {
            refuse(webKeys(checks), "an address of http or https")
            refuse(
                checks.steps.map { "\(CheckKey.step)\($0.number)" },
                "a check of an address of http or https"
            )
        }
        if checks.send != nil, !scheme.isRaw {
            refuse([CheckKey.send.rawValue], "an address of tcp or tls")
        }
        if checks.expectBody != nil, !scheme.isRaw, !scheme.isWeb {
            refuse([CheckKey.expectBody.rawValue], "an address of http, https, tcp or tls")
        }
        if checks.tls != nil, !scheme.canUpgrade {
            refuse([CheckKey.tls.rawValue], "an address of smtp, imap, pop3, ftp or ldap")
        }
        if !scheme.hasLogin {
            refuse(loginKeys(checks), "an address whose protocol has a login")
        }
        if !scheme.isWeb, !scheme.isTLS, checks.tls != .starttls {
            refuse(certificateKeys(checks), "an address of TLS")
        }
        if scheme == .ping, let proxy = checks.proxy, proxy.lowercased() != "none" {
            refuse([CheckKey.proxy.rawValue], "an address that a proxy can reach")
        }
        return faults
    }

    /// What is wrong with a login for another protocol than HTTP, which sends it on a line of its own.
    static func faults(
        ofLogin user: String?,
        _ password: Secret?,
        scheme: AddressScheme
    ) -> [PlanFault] {
        func fault(_ key: CheckKey, _ message: String) -> PlanFault {
            PlanFault(key: key.rawValue, isShared: false, isValue: false, message: message)
        }
        func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
        var faults: [PlanFault] = []
        if let user, !isPlain(user) {
            faults.append(fault(.user, "expected no control characters in it"))
        }
        guard let password, !password.reveal().isEmpty else {
            // RFC 4513 section 5.1.2: such a bind succeeds, as an anonymous one.
            let isLDAP = scheme == .ldap || scheme == .ldaps
            if user != nil, isLDAP { faults.append(fault(.user, "expected pwd beside it")) }
            return faults
        }
        if user == nil { faults.append(fault(.pwd, "expected user beside it, found none")) }
        if !isPlain(password.reveal()) {
            faults.append(fault(.pwd, "expected no control characters in it"))
        }
        return faults
    }

    /// The keys that are set and speak of HTTP.
    private static func webKeys(_ checks: CheckSettings) -> [String] {
        var keys = set([
            (.method, checks.method != nil), (.body, checks.body != nil),
            (.bearer, checks.bearer != nil), (.follow, checks.follow != nil),
            (.http, checks.http != nil), (.expectStatus, checks.expectStatus != nil),
            (.rejectBody, checks.rejectBody != nil),
        ])
        keys += checks.headers.map { "header.\($0.name)" }
        keys += checks.expectHeaders.map { "expect.header.\($0.name)" }
        keys += checks.expectJSON.map { "expect.json.\($0.path)" }
        keys += checks.captures.map { "\(CheckKey.capture)\($0.name)" }
        return keys
    }

    private static func loginKeys(_ checks: CheckSettings) -> [String] {
        set([(.user, checks.user != nil), (.pwd, checks.pwd != nil)])
    }

    private static func certificateKeys(_ checks: CheckSettings) -> [String] {
        set([
            (.ca, checks.ca != nil), (.cert, checks.cert != nil), (.key, checks.key != nil),
            (.passphrase, checks.passphrase != nil), (.insecure, checks.insecure != nil),
            (.certWarn, checks.certWarn != nil),
        ])
    }

    private static func set(_ keys: [(key: CheckKey, isSet: Bool)]) -> [String] {
        keys.filter(\.isSet).map(\.key.rawValue)
    }
}
