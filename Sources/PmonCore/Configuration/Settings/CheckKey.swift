// SPDX-License-Identifier: MIT

/// The keys of `[checks]` after `url.XX.`, and of target objects.
package enum CheckKey: String, CaseIterable, Sendable {
    case name, group, method, body, user, pwd, bearer, timeout, retries, follow, ip, addresses, http
    case proxy, ca, cert, key, passphrase, insecure, resolve, slow
    case certWarn = "cert.warn"
    case expectStatus = "expect.status"
    case expectBody = "expect.body"
    case rejectBody = "reject.body"
    case expectTime = "expect.time"

    /// The beginnings of keys that end in a name of the user's: a header, a path into JSON.
    package static let prefixes = ["header.", "expect.header.", "expect.json."]
}
