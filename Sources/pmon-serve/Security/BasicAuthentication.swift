// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonCore

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
            let bytes = Base64.decode(parts[1].trimmed)
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":") else { return nil }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }
}

/// Base64 of RFC 4648, section 4.
enum Base64 {
    /// The bytes, or `nil` if a character does not belong there.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for character in text.utf8 {
            let value: UInt32
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(character) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(character) - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(character) + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="):
                padding += 1
                continue
            default: return nil
            }
            guard padding == 0 else { return nil }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return padding <= 2 && count < 6 ? bytes : nil
    }
}
