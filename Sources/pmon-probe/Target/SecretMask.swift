// SPDX-License-Identifier: MIT

import PmonCore

/// Takes a target's secrets out of what its server says: a server may echo what it was sent.
struct SecretMask: Sendable, Equatable {
    /// Secrets as they may come back, the longest first.
    private let texts: [String]

    /// The length of the longest secret in bytes.
    let longest: Int

    /// A mask of the secrets of one target; shorter ones than three bytes would mask ordinary text.
    ///
    /// The logins are those to the server and to its proxy, the lines the headers that carry credentials.
    init(logins: [(user: String?, password: Secret?)], lines: [String]) {
        var texts: [String] = []
        for (user, password) in logins {
            guard let password else { continue }
            texts.append(password.reveal())
            texts.append(Base64.encode(Array("\(user ?? ""):\(password.reveal())".utf8)))
        }
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = String(line[line.index(after: colon)...]).trimmed
            texts.append(value)
            // `Bearer TOKEN`: the token alone is as secret.
            if let word = value.split(separator: " ").last { texts.append(String(word)) }
        }
        self.texts = Set(texts).filter { $0.utf8.count >= 3 }
            .sorted { $0.utf8.count > $1.utf8.count }
        longest = self.texts.first?.utf8.count ?? 0
    }

    /// The text with `***` for each secret.
    func masked(_ text: String) -> String {
        texts.reduce(text) { text, secret in
            text.split(separator: secret, omittingEmptySubsequences: false)
                .joined(separator: Secret.mask)
        }
    }
}
