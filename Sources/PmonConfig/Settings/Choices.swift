// SPDX-License-Identifier: MIT

import PmonText

/// Which addresses of a name are checked, key `addresses`.
package enum AddressChoice: String, CaseIterable, Sendable {
    /// The first one that a connection can be made to.
    case first
    /// Each one.
    case all
}

/// Whether a plain connection is upgraded to TLS, key `tls`.
package enum TLSUpgrade: String, CaseIterable, Sendable {
    /// It stays as the scheme begins it.
    case none
    /// It is upgraded before anything is said, or the check fails.
    case starttls
}

/// HTTP version asked for, key `http`.
package enum HTTPVersion: String, CaseIterable, Sendable {
    /// HTTP/1.0.
    case v10 = "1.0"
    /// HTTP/1.1.
    case v11 = "1.1"
    /// HTTP/2, by ALPN over TLS.
    case v2 = "2"
}

/// The readers of addresses, messages and evidence on the page, key `http.evidence`.
package enum EvidenceAudience: String, CaseIterable, Sendable {
    /// All who see the page.
    case everybody = "public"
    /// Those who authenticate, and this machine.
    case insiders = "private"
}

/// When the record of a check holds what the server answered, key `keep.response`.
package enum AnswerKeeping: String, CaseIterable, Sendable {
    /// When the check fails.
    case failure
    /// After each check that has an answer.
    case always
    /// At no time.
    case never
}

/// How the way to the mail server is protected, key `tls` of `[email]`.
package enum MailTLS: String, CaseIterable, Sendable {
    /// STARTTLS is demanded; without it nothing is sent.
    case starttls
    /// TLS from the first byte.
    case tls
    /// No TLS.
    case none
}

/// When a report is mailed, key `on` of `[email]`.
package enum MailTrigger: String, CaseIterable, Sendable {
    /// After each run.
    case always
    /// When something fails.
    case failure
    /// When something went down or recovered.
    case change
}

/// The part of an address' history that is kept, key `data.keep`.
package enum Retention: Equatable, Sendable {
    /// Everything.
    case all
    /// Records younger than that.
    case age(Duration)
    /// The newest records, that many.
    case count(Int)

    /// Reads `all`, a duration with its unit (`90d`), or a number (`10000`).
    init(_ text: String) throws(SettingProblem) {
        if text.lowercased() == "all" {
            self = .all
        } else if let count = Int(text), count > 0 {
            self = .count(count)
        } else if text.utf8.last.map({ $0 < 0x30 || $0 > 0x39 }) ?? false,
            let age = DurationText.parse(text), age > .zero
        {
            self = .age(age)
        } else {
            throw SettingProblem(expected: "all, an age such as 90d or a number", found: text)
        }
    }
}

/// Which host keys are trusted, key `hostkey` of `[remote]`.
package enum HostKeyPolicy: Equatable, Sendable {
    /// A host of which no key is known is taken and remembered; a changed key is refused.
    case acceptNew
    /// Only hosts in `known_hosts`.
    case strict
    /// Only this key: `SHA256:` and base64 without padding, as `ssh-keygen -l` prints it.
    case fingerprint(String)

    /// Reads `accept-new`, `strict` or a SHA256 fingerprint.
    init(_ text: String) throws(SettingProblem) {
        switch text.lowercased() {
        case "accept-new": self = .acceptNew
        case "strict": self = .strict
        default:
            // 32 bytes are 43 letters of base64, and one = where somebody pads them.
            let digest = text.removingPrefix("SHA256:").map {
                $0.hasSuffix("=") ? $0.dropLast() : $0[...]
            }
            guard let digest, digest.utf8.count == 43, digest.utf8.allSatisfy(Self.isBase64) else {
                throw SettingProblem(
                    expected: "accept-new, strict or a fingerprint SHA256:…",
                    found: text
                )
            }
            self = .fingerprint("SHA256:\(digest)")
        }
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
