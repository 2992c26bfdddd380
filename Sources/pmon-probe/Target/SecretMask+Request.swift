// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// The secrets of a request, and those of what is sent over a connection.
extension SecretMask {
    /// A mask of the secrets of one target.
    ///
    /// The logins are those to the server and to its proxy, the lines the headers that carry credentials; of a body
    /// with a secret, the values whose names say so, or all of it.
    init(
        logins: [(user: String?, password: Secret?)],
        lines: [String],
        body: String? = nil,
        sent: [UInt8] = []
    ) {
        var secrets: [String] = []
        for (user, password) in logins {
            guard let password = password?.reveal(), !password.isEmpty else { continue }
            secrets += [password, "\(user ?? ""):\(password)"]
        }
        for line in lines { secrets += Self.secrets(ofHeader: line) }
        let bytes = lines.flatMap(Self.bytes(ofHeader:))
        if let body {
            let values = NamedSecrets.values(in: body)
            secrets += values.isEmpty ? [body] : values
        }
        if !sent.isEmpty { secrets += Self.secrets(ofSent: sent) }
        self.init(secrets, bytes: bytes)
    }

    /// A mask of what a request sends.
    init(
        _ request: RequestPlan,
        user: String?,
        password: Secret?,
        hasSecretBody: Bool,
        sent: [UInt8] = []
    ) {
        self.init(
            logins: [(user, password), (request.proxy?.user, request.proxy?.password)],
            lines: request.headers.filter(\.isSecret).map(\.line),
            body: hasSecretBody
                ? request.body.map { String(decoding: $0, as: UTF8.self) } : nil,
            sent: sent
        )
    }

    /// Of what is sent over a connection, the lines that name a secret and what follows the name: `AUTH secret`; without
    /// such a line, every line.
    private static func secrets(ofSent bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.unicodeScalars.split { $0.value < 0x20 }.map { String($0).trimmed }
        let named = lines.filter { NamedSecrets.isNamed(in: $0) }
        var secrets = NamedSecrets.values(in: text)
        for line in named.isEmpty ? lines : named {
            let words = line.split(separator: " ").map(String.init)
            let name = words.firstIndex(where: NamedSecrets.isSecret) ?? 0
            secrets += [line] + words.dropFirst(name + 1)
        }
        return secrets
    }

    /// The value of a header, and the parts of it that are as secret: each cookie, a token, a decoded login.
    private static func secrets(ofHeader line: String) -> [String] {
        guard let colon = line.firstIndex(of: ":") else { return [] }
        let name = line[..<colon].lowercased()
        let value = String(line[line.index(after: colon)...]).trimmed
        if name == "cookie" {
            let cookies = value.split(separator: ";").map { String($0).trimmed }
            let values = cookies.compactMap { cookie in
                cookie.firstIndex(of: "=").map { String(cookie[cookie.index(after: $0)...]) }
            }
            // `"value"` is the same cookie as `value`.
            return [value] + cookies + values + values.map { $0.trimming("\"") }
        }
        var secrets = [value]
        let words = value.split(separator: " ").map(String.init)
        // `Bearer TOKEN`: the token alone is as secret.
        if let last = words.last { secrets.append(last) }
        secrets += value.split { " ,;=\"".contains($0) }.map(String.init)
            .filter { $0.utf8.count >= 8 }
        return secrets
    }

    /// The login that a header of basic authentication holds, and its password; they may be no UTF-8.
    private static func bytes(ofHeader line: String) -> [[UInt8]] {
        let words = line.split { " \t:".contains($0) }.map(String.init)
        guard words.count > 2, words[words.count - 2].lowercased() == "basic",
            let login = Base64.decode(words[words.count - 1].utf8)
        else { return [] }
        let colon = login.firstIndex(of: UInt8(ascii: ":"))
        return [login] + (colon.map { [Array(login[($0 + 1)...])] } ?? [])
    }
}

extension String {
    /// Without a character at its ends.
    fileprivate func trimming(_ character: Character) -> String {
        var text = self[...]
        while text.first == character { text = text.dropFirst() }
        while text.last == character { text = text.dropLast() }
        return String(text)
    }
}
