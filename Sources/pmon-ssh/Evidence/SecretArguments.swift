// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// Hides what the arguments in a line of a process list tell of secrets.
///
/// Only a name, a known option or the form of a word says that something is a secret; all else stays as it is.
struct SecretArguments {
    /// True for a line of a log, where a name and its colon may begin a sentence.
    private let isLog: Bool
    private var words: [Substring]
    private var shown: [String]
    /// Those of the programs whose arguments are looked at.
    private var options = SecretOptions()
    /// Words that are hidden already.
    private var hiddenWords: Set<Int> = []

    /// The line without its secrets.
    static func hidden(in line: String, isLog: Bool = false) -> String {
        var arguments = SecretArguments(line, isLog)
        arguments.hide()
        return arguments.shown.joined(separator: " ")
    }

    private init(_ line: String, _ isLog: Bool) {
        self.isLog = isLog
        // By bytes, as all that each word of each line passes: to find the borders of characters takes ten times as long.
        words = line.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
            .map { line[$0.startIndex..<$0.endIndex] }
        shown = words.map(String.init)
    }

    private mutating func hide() {
        for found in SecretPipe.secrets(in: words) { hide(found.secret, at: found.index) }
        for found in SecretStatement.secrets(in: words) {
            hide(found.secret, at: found.index)
            _ = hideQuoted(found.secret, at: found.index)
        }
        var index = 0
        while index < words.count {
            defer { index += 1 }
            let word = words[index]
            guard !word.isEmpty, !hiddenWords.contains(index) else { continue }
            for operand in operands(after: word, at: index) {
                for found in operand.secrets(in: words, from: index + 1) {
                    hide(found.secret, at: found.index)
                }
            }
            shown[index] = Self.withoutTokens(word)
            if isLog, LogSentence.isCount(word) { continue }
            if let value = secret(in: word) ?? secret(at: index) {
                hide(value, at: index)
                index = hideQuoted(value, at: index)
                continue
            }
            guard let next = following(index) else { continue }
            if let rule = options.take(before: word) {
                index = hideValue(rule.secret(ofValue: words[next]), at: next)
            } else if Self.isOption(word),
                let secret = SecretName.secret(in: words[next], afterOption: word)
            {
                index = hideValue(secret, at: next)
            } else if let value = randomValue(of: word, at: next) {
                index = hideValue(words[value], at: value)
            } else if SecretHeader.isName(word) && !isPrompt(index) && !isProse(next)
                || SecretHeader.isScheme(word, before: words[next])
            {
                index = hideHeader(at: next)
            } else if ["=", ":"].contains(words[next]), SecretName.isName(word),
                let value = following(next), !isProse(value)
            {
                index = hideValue(words[value], at: value)
            }
        }
    }

    /// The next word that is not empty.
    private func following(_ index: Int) -> Int? {
        words[(index + 1)...].firstIndex { !$0.isEmpty }
    }

    /// The last word before it that is not empty.
    private func preceding(_ index: Int) -> Int? {
        words[..<index].lastIndex { !$0.isEmpty }
    }

    /// Takes note of a program that has secrets among its arguments, and answers which operands after a word are some.
    ///
    /// The name of an account, a container or a host can be that of a program.
    private mutating func operands(after word: Substring, at index: Int) -> [SecretOperand] {
        if let before = preceding(index), Self.namers.contains(words[before]) { return [] }
        let operands = options.operands(after: word.drop(while: SecretName.isQuote))
        if index < 2, !word.contains("/"), let next = following(index) {
            // Before a number or a path it is no command.
            let isPath = words[next].first == "/" && !words[next].hasPrefix("//")
            if isPath || Double(words[next]) != nil { return operands }
        }
        let last = word.utf8.split { "/=(;`".utf8.contains($0) }.last
        let name = last.map(Substring.init)?.drop(while: SecretName.isQuote) ?? ""
        let own = options.note(String(name))
        // The name of a program in a sentence.
        return isLog && name == word ? operands : operands + own
    }

    /// Options whose value is a name that somebody chose.
    private static let namers: Set<Substring> = [
        "--name", "--hostname", "--host", "--user", "--network", "--link", "--database", "-u", "-h",
        "-U", "-D",
    ]

    /// The secret that a word holds by its own form, or by the program; nil if it holds none.
    private mutating func secret(in word: Substring) -> Substring? {
        if let secret = options.take(in: word) { return secret }
        return Self.headed(word) ?? Self.element(word) ?? Self.assigned(word)
    }

    /// What follows the colon of `pass:x`, `/p:x` and `X-Api-Key:x`.
    private static func headed(_ word: Substring) -> Substring? {
        guard let colon = word.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let lower = word.lowercased()
        for beginning in ["pass:", "/p:", "/gp:", "/pass:", "/password:"]
        where lower.hasPrefix(beginning) && word.count > beginning.count {
            return word.dropFirst(beginning.count)
        }
        let value = word[colon...].dropFirst()
        let isHeader =
            lower.hasPrefix("x-") && SecretName.isName(word[..<colon])
            || lower.hasPrefix("authorization:") && SecretHeader.endsWithScheme(word) != true
        return isHeader && !value.isEmpty ? value : nil
    }

    /// The text of an element of XML whose name says that it is a secret: `<password>x</password>`.
    private static func element(_ word: Substring) -> Substring? {
        guard word.utf8.contains(UInt8(ascii: "<")),
            let end = word.firstRange(of: "</")?.lowerBound,
            let start = word[..<end].lastIndex(of: ">")
        else { return nil }
        let name = word[..<start].split { "<:".contains($0) }.last ?? ""
        let value = word[word.index(after: start)..<end]
        return SecretName.isSecret(value, named: name) ? value : nil
    }

    /// The secret that a word holds because of those before it: in options of a mount, and the password of a login
    /// `-u user -p password` where the program is not known to mean something else.
    private func secret(at index: Int) -> Substring? {
        let word = words[index]
        guard let option = preceding(index), words[option].utf8.first == UInt8(ascii: "-") else {
            return nil
        }
        if words[option] == "-o" { return SecretName.password(inOptions: word) }
        guard ["-p", "-P"].contains(words[option]), !options.knowsProgram,
            let user = preceding(option), let first = preceding(user),
            ["-u", "-U", "-l"].contains(words[first]),
            word.first != "-", word.last != ":",
            word.contains(where: { !$0.isNumber && !":.".contains($0) }) || word.count > 5,
            SecretName.isSecretValue(word)
        else { return nil }
        return word
    }

    /// A word without tokens that are known by themselves.
    private static func withoutTokens(_ word: Substring) -> String {
        SecretToken.hidden(in: SecretAddress.hidden(in: word))
    }

    /// Hides a part of a word but for the signs that close a quote around it.
    private mutating func hide(_ secret: Substring, at index: Int) {
        let word = words[index]
        let end = secret.reversed().prefix { SecretName.isQuote($0) || "}])".contains($0) }
        let closing = end.contains(where: SecretName.isQuote) ? String(end.reversed()) : ""
        let before = Self.withoutTokens(word[..<secret.startIndex])
        let after = Self.withoutTokens(word[secret.endIndex...])
        shown[index] = "\(before)\(Secret.mask)\(closing)\(after)"
        hiddenWords.insert(index)
    }

    /// Hides a value and answers where it ends.
    private mutating func hideValue(_ secret: Substring?, at index: Int) -> Int {
        let word = words[index]
        guard let secret, word.first != "-", SecretName.isSecretValue(secret) else {
            return index - 1
        }
        hide(secret, at: index)
        return hideQuoted(secret, at: index)
    }

    /// Hides the value of a header, with what belongs to it, and answers where it ends.
    private mutating func hideHeader(at first: Int) -> Int {
        var index = first
        // `Basic x` and `Bearer x`: the scheme is no secret.
        if SecretHeader.isScheme(words[index]), let next = following(index) {
            index = next
        }
        while true {
            let word = words[index]
            hide(word, at: index)
            // One cookie follows the other.
            guard word.hasSuffix(";"), let next = following(index) else {
                return hideQuoted(word, at: index)
            }
            index = next
        }
    }

    /// Hides the rest of a value that begins with a quote, up to the closing one, and answers where it ends.
    private mutating func hideQuoted(_ value: Substring, at index: Int) -> Int {
        guard let quote = value.first, SecretName.isQuote(quote),
            !value.dropFirst().contains(quote),
            let end = words[(index + 1)...].firstIndex(where: { $0.contains(quote) })
        else { return index }
        for inner in (index + 1)...end where !words[inner].isEmpty {
            shown[inner] = Secret.mask
            hiddenWords.insert(inner)
        }
        shown[end] += String(quote)
        return end
    }

    /// The value of the first assignment in a word whose name says that it is a secret: `--token=x`,
    /// `user=a,password=x`, `--set=db.password=x`, `{"password":"x"}`; nil if there is none.
    private static func assigned(_ word: Substring) -> Substring? {
        let maySay = word.utf8.contains { "=\"".utf8.contains($0) }
        guard maySay, word.contains("=") || word.contains("\":") else { return nil }
        for segment in word.split(whereSeparator: { "&,;?{".contains($0) }) {
            var start = segment.startIndex
            while let end = segment[start...].firstIndex(of: "=")
                ?? segment[start...].firstRange(of: "\":")?.lowerBound
            {
                let after = segment.index(end, offsetBy: segment[end] == "=" ? 1 : 2)
                let name = segment[start..<end].split(separator: "/").last ?? ""
                let value = segment[after...]
                if SecretName.isSecret(value, named: name) { return word[value.startIndex...] }
                if value.hasPrefix("pass:"), value.count > 5 { return value.dropFirst(5) }
                if let password = SecretName.password(in: value, named: name) {
                    return word[password.startIndex...]
                }
                start = after
            }
        }
        return nil
    }

    /// True if the value of a name in a log is none, but part of a sentence.
    private func isProse(_ index: Int) -> Bool {
        isLog && !SecretHeader.isScheme(words[index])
            && LogSentence.goesOn(with: words[index], isLast: following(index) == nil)
    }

    /// Where the secret is in `password x` and `the token is x`, which only its own form tells from other words.
    private func randomValue(of name: Substring, at next: Int) -> Int? {
        let isVerb = ["is", "was", "="].contains(words[next])
        guard let index = isVerb ? following(next) : next,
            SecretValue.isRandom(
                words[index].filter {
                    !SecretName.isQuote($0) && !",.;)".contains($0)
                }
            ), SecretName.isName(name)
        else { return nil }
        return index
    }

    /// True for an option whose value may be the next word.
    private static func isOption(_ word: Substring) -> Bool {
        let name = word.drop(while: SecretName.isQuote)
        guard name.first == "-", !name.contains("="), name.count > 2 else { return false }
        return true
    }

    /// True for what `sudo -p` asks with: `-p Password:`, `--prompt=Password:`.
    private func isPrompt(_ index: Int) -> Bool {
        let before = preceding(index).map { words[$0] }
        return ["-p", "--prompt"].contains(before) || words[index].hasPrefix("--prompt=")
    }
}
