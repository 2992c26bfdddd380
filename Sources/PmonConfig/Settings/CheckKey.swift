// SPDX-License-Identifier: MIT

/// The keys of `[checks]` after `url.XX.`, and of target objects.
package enum CheckKey: String, CaseIterable, Sendable {
    case name, group, method, body, user, pwd, bearer, timeout, retries, follow, ip, addresses, http
    case proxy, ca, cert, key, passphrase, insecure, tls, send, resolve, slow, after, recover, needs
    case every, places
    case certWarn = "cert.warn"
    case expectStatus = "expect.status"
    case expectBody = "expect.body"
    case rejectBody = "reject.body"
    case expectTime = "expect.time"

    /// Those that decide when a failure is news: a wrong value costs no check.
    var isNewsRule: Bool { self == .after || self == .recover || self == .needs }

    /// The beginnings of keys that end in a name of the user's: a header, a path into JSON, a captured value.
    package static let prefixes = ["header.", "expect.header.", "expect.json.", capture]
    /// The beginning of the keys that capture a value.
    package static let capture = "capture."
    /// The beginning of the keys of a further step, which its number follows.
    package static let step = "step."
}
