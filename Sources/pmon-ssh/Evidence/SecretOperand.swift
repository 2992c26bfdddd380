// SPDX-License-Identifier: MIT

/// Which of the words after another one, options left out, is a secret.
struct SecretOperand: Equatable {
    /// The first one has number 1.
    let number: Int
    /// True if all after that one are, too.
    var isOnward = false
    /// True if it is `user:password`.
    var isLogin = false
    /// The letters of options beside which it is none.
    var excluded = ""

    /// Words that end a command.
    private static let ends: Set<Substring> = ["|", "||", "&", "&&", ";", ">", "<"]

    /// Where in the words from that index on the secrets are, and which they are.
    func secrets(in words: [Substring], from start: Int) -> [(index: Int, secret: Substring)] {
        var found: [(index: Int, secret: Substring)] = []
        var count = 0
        for index in words.indices[start...] where !words[index].isEmpty {
            let word = words[index]
            if Self.ends.contains(word) { break }
            if word.first == "-" {
                if let letter = word.dropFirst().first, excluded.contains(letter) { return [] }
                continue
            }
            count += 1
            let isMeant = count == number || isOnward && count > number
            if isMeant, let secret = secret(in: word) { found.append((index, secret)) }
            if word.last == ";" || count >= number && !isOnward { break }
        }
        return found
    }

    private func secret(in word: Substring) -> Substring? {
        guard SecretName.isSecretValue(word) else { return nil }
        if isLogin { return SecretValue.password(of: word) }
        // `login token=x` is seen by its name.
        return isOnward || !Self.isAssignment(word) ? word : nil
    }

    private static func isAssignment(_ word: Substring) -> Bool {
        guard let sign = word.firstIndex(of: "="), sign != word.startIndex else { return false }
        return word[..<sign].allSatisfy { $0.isLetter || $0 == "_" }
            && word[sign...].contains { $0 != "=" }
    }
}
