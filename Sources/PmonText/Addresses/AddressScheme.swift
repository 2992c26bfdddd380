// SPDX-License-Identifier: MIT

/// The schemes of addresses that pmon-probe checks; `ssh` is pmon-ssh's.
package enum AddressScheme: String, CaseIterable, Sendable {
    case http, https
    /// A connection, and what is said over it.
    case tcp
    /// The same over TLS.
    case tls
    /// An echo by ICMP.
    case ping
    case smtp, smtps, imap, imaps, pop3, pop3s
    case ftp, ftps
    case ldap, ldaps
    case mqtt

    /// True for what every input may name; the others can reach what no browser does.
    package var isWeb: Bool { self == .http || self == .https }

    /// True if the connection begins with a TLS handshake.
    package var isTLS: Bool {
        switch self {
        case .https, .tls, .smtps, .imaps, .pop3s, .ftps, .ldaps: true
        case .http, .tcp, .ping, .smtp, .imap, .pop3, .ftp, .ldap, .mqtt: false
        }
    }

    /// True if a plain connection can be upgraded to TLS.
    package var canUpgrade: Bool {
        switch self {
        case .smtp, .imap, .pop3, .ftp, .ldap: true
        default: false
        }
    }

    /// True if libcurl makes the connection alone, and pmon speaks.
    package var isConnection: Bool {
        switch self {
        case .tcp, .tls, .ldap, .ldaps, .mqtt: true
        default: false
        }
    }

    /// True if bytes of the user's are sent and looked for.
    package var isRaw: Bool { self == .tcp || self == .tls }

    /// True if the server speaks first.
    package var greets: Bool {
        switch self {
        case .smtp, .smtps, .imap, .imaps, .pop3, .pop3s, .ftp, .ftps: true
        default: false
        }
    }

    /// True if a user can log in.
    package var hasLogin: Bool { !isRaw && self != .ping }

    /// True if a path says something: to HTTP what is asked for, to SMTP whose name is said.
    package var hasPath: Bool { isWeb || self == .smtp || self == .smtps }

    /// The port that IANA has registered for it; nil where an address has to name one, or has none.
    package var standardPort: Int? {
        switch self {
        case .http: 80
        case .https: 443
        case .smtp: 25
        case .smtps: 465
        case .imap: 143
        case .imaps: 993
        case .pop3: 110
        case .pop3s: 995
        case .ftp: 21
        case .ftps: 990
        case .ldap: 389
        case .ldaps: 636
        case .mqtt: 1883
        case .tcp, .tls, .ping: nil
        }
    }

    /// All but http and https, comma separated.
    package static let others = allCases.filter { !$0.isWeb }.map(\.rawValue)
        .joined(separator: ", ")
}
