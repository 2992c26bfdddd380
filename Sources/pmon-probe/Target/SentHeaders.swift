// SPDX-License-Identifier: MIT

import PmonCurl

/// The header lines of a request as libcurl takes them, made once for all checks of a plan.
struct SentHeaders: Sendable {
    /// No lines.
    static let none = SentHeaders(lines: nil, cookie: nil)

    /// The lines without cookies; nil if there are none.
    let lines: StringList?
    /// The configured cookies; nil if there are none.
    let cookie: String?

    private init(lines: StringList?, cookie: String?) {
        self.lines = lines
        self.cookie = cookie
    }

    /// Those of `headers` that the present host may see.
    ///
    /// Throws if one holds a control character.
    init(
        _ headers: [RequestPlan.Header],
        sendsSecrets: Bool = true,
        isAtFirstHost: Bool = true
    ) throws(CurlError) {
        let allowed = headers.filter {
            (sendsSecrets || !$0.isSecret) && (isAtFirstHost || !$0.isHost)
        }
        // One header has both the configured cookies and those of replies (RFC 6265 section 5.4).
        let cookies = allowed.filter(\.isCookie).map(\.value)
        cookie = cookies.isEmpty ? nil : cookies.joined(separator: "; ")
        let lines = allowed.filter { !$0.isCookie }.map(\.line)
        self.lines = lines.isEmpty ? nil : try StringList(lines)
    }
}
