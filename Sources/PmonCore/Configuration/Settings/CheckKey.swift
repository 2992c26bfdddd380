// SPDX-License-Identifier: MIT

/// The keys of `[checks]` after `url.XX.`, and of target objects.
package enum CheckKey: String, CaseIterable, Sendable {
    case name, group, method, body, user, pwd, bearer, timeout, retries, follow, ip, addresses, http
    case proxy, ca, cert, key, passphrase, insecure, resolve, slow, after, recover, needs
    case certWarn = "cert.warn"
    case expectStatus = "expect.status"
    case expectBody = "expect.body"
    case rejectBody = "reject.body"
    case expectTime = "expect.time"

    /// Those that decide when a failure is news: a wrong value costs no check.
    package var isNewsRule: Bool { self == .after || self == .recover || self == .needs }

    /// The beginnings of keys that end in a name of the user's: a header, a path into JSON.
    package static let prefixes = ["header.", "expect.header.", "expect.json."]
}
