// SPDX-License-Identifier: MIT

/// Passwords in statements of SQL: `ALTER ROLE shop PASSWORD 'x'`, `CREATE USER shop IDENTIFIED BY 'x'`.
enum SecretStatement {
    /// A word that begins such a password, and the password as far as it is in that word.
    typealias Found = (index: Int, secret: Substring)

    /// At most that many words stand between `IDENTIFIED` or `PASSWORD FOR` and the password.
    private static let reach = 6

    /// All such passwords in the words of a line.
    static func secrets(in words: [Substring]) -> [Found] {
        let mayHold = words.contains { isQuoted($0) || $0 == "IDENTIFIED" || call(in: $0) != nil }
        guard mayHold else { return [] }
        var found: [Found] = []
        /// How many more words may pass before the password of `IDENTIFIED …` and of `PASSWORD FOR …`.
        var (identified, account) = (0, 0)
        var last = ""
        for (index, word) in words.enumerated() where !word.isEmpty {
            if let argument = call(in: word) { found.append((index, argument)) }
            let isQuoted = isQuoted(word)
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

    /// True for a word in quotes, or in the dollar signs of PostgreSQL: `$$x$$`, `$a$x$a$`.
    private static func isQuoted(_ word: Substring) -> Bool {
        guard let first = word.first else { return false }
        return SecretName.isQuote(first) || first == "$" && word.dropFirst().contains("$")
    }

    /// What follows the bracket in `PASSWORD('x')` of MySQL; nil for other words.
    private static func call(in word: Substring) -> Substring? {
        guard word.utf8.contains(UInt8(ascii: "(")), word.lowercased().hasPrefix("password("),
            let bracket = word.firstIndex(of: "(")
        else { return nil }
        let argument = word[bracket...].dropFirst()
        return isQuoted(argument) ? argument : nil
    }
}
