// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonText

/// Basic authentication of RFC 7617.
struct BasicAuthentication: Sendable {
    private let user: String
    private let password: Secret

    /// Asks for this user with this password.
    init(user: String, password: Secret) {
        self.user = user
        self.password = password
    }

    /// Whether the request brings the right name and password.
    ///
    /// The work done is the same for a wrong name and a wrong password.
    func allows(_ request: WebRequest) -> Bool {
        guard let given = Self.credentials(request.fields[.authorization]) else { return false }
        let userFits = ConstantTime.equal(given.user, user)
        let passwordFits = ConstantTime.equal(given.password, password.reveal())
        return userFits && passwordFits
    }

    /// The request for credentials.
    static let challenge: Reply = {
        var reply = Reply.problem(.unauthorized, "name and password of [pmon] http.user are needed")
        reply.fields[.wwwAuthenticate] = "Basic realm=\"pmon\", charset=\"UTF-8\""
        return reply
    }()

    /// Name and password of an Authorization field.
    static func credentials(_ field: String?) -> (user: String, password: String)? {
        guard let field else { return nil }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Base64.decode(parts[1].trimmed.utf8)
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":") else { return nil }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }
}
