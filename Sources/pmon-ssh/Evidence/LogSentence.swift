// SPDX-License-Identifier: MIT

/// Tells sentences of a log from names with secrets, which begin alike: `token: signature has expired`.
enum LogSentence {
    /// True if the word after a name and its colon is no value: the beginning of a sentence, an answer as in
    /// `(using password: YES)`, a sign as in `unexpected token: '}'`, or a small number as in `pass: 12`.
    static func goesOn(with word: Substring, isLast: Bool) -> Bool {
        var word = word
        while let last = word.last, ",.;:)]}".contains(last) { word.removeLast() }
        let plain = word.lowercased()
        if plain.allSatisfy({ "'\"{}[]()<>".contains($0) }) || ["yes", "no"].contains(plain) {
            return true
        }
        if isSmall(word) { return true }
        // The first word of a sentence may have a capital.
        let hasSmallRest = word.dropFirst().allSatisfy { $0.isLowercase || $0 == "-" }
        return !isLast && word.allSatisfy { $0.isLetter || $0 == "-" }
            && SecretValue.isPlain(hasSmallRest ? plain : String(word))
    }

    /// True for a number of tests that passed: `pass=12`.
    static func isCount(_ word: Substring) -> Bool {
        let parts = word.split(separator: "=", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].lowercased() == "pass" && isSmall(parts[1])
    }

    /// True for a number of at most three digits, which is no password.
    private static func isSmall(_ word: Substring) -> Bool {
        (1...3).contains(word.utf8.count) && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
