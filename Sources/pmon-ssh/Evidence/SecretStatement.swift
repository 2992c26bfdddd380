// SPDX-License-Identifier: MIT

/// Passwords in statements of SQL: `ALTER ROLE shop PASSWORD 'x'`, `CREATE USER shop IDENTIFIED BY 'x'`.
enum SecretStatement {
    /// A word that begins such a password, and the password as far as it is in that word.
    typealias Found = (index: Int, secret: Substring)

    /// At most that many words stand between `IDENTIFIED` or `PASSWORD FOR` and the password.
    private static let reach = 6

    /// All such passwords in the words of a line.
    static func secrets(in words: [Substring]) -> [Found] {
        let mayHold = words.contains {
            $0.first.map(SecretName.isQuote) == true || $0 == "IDENTIFIED"
        }
        guard mayHold else { return [] }
        var found: [Found] = []
        /// How many more words may pass before the password of `IDENTIFIED …` and of `PASSWORD FOR …`.
        var (identified, account) = (0, 0)
        var last = ""
        for (index, word) in words.enumerated() where !word.isEmpty {
            let isQuoted = word.first.map(SecretName.isQuote) == true
            let isPassword =
                switch last {
                case "password": isQuoted
                // Oracle takes a name without quotes.
                case "by": identified > 0 && (isQuoted || words[..<index].contains("IDENTIFIED"))
                case "=": account > 0 && isQuoted
                default: false
                }
            if isPassword { found.append((index, word)) }
            let lower = word.lowercased()
            identified = lower == "identified" ? reach : identified - 1
            account = last == "password" && lower == "for" ? reach : account - 1
            last = lower
        }
        return found
    }
}
