// SPDX-License-Identifier: MIT

import PmonText

/// The port that the service behind an address listens at.
enum ServicePort {
    /// The port of an address; nil for `ssh://`, which is the way to the machine, and for what has no port.
    static func of(_ address: String) -> Int? {
        guard let place = SSHAddress(address), place.scheme != "ssh", place.scheme != "ping" else {
            return nil
        }
        return place.port ?? standard(AddressScheme(rawValue: place.scheme ?? "http"))
    }

    /// The port that IANA has registered for a scheme.
    private static func standard(_ scheme: AddressScheme?) -> Int? {
        switch scheme {
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
        case .tcp, .tls, .ping, nil: nil
        }
    }
}
