// SPDX-License-Identifier: MIT

/// One way in which a program takes a secret among its arguments.
///
/// `SecretOptions` spells it so:
/// - `-p` the next word, or the rest of its own; `-[sv]p` also after those flags, as in `-svp`
/// - `-p*` only the rest of a word that begins so; `-p_` only the next word
/// - `--user` the next word, or what follows `--user=`; `password` the next word
/// - `-u:`, `--user%` of such a value only what follows that character, as in `user:password`
/// - `set>4` the fourth operand after that word; `-b>3+` the third one and all after it; `>2` counts from the program;
///   `config>2:` what follows the colon in it; `http-basic.*>2` after a word that begins so
/// - `[SU]>3` unless an option of those letters comes before
/// - `>*` the rest of a word that begins with that sign
/// - `?` the word after one whose name says that it is a secret
/// - `/` a word `user/password@database`
struct SecretRule {
    private enum Place: Equatable {
        case next, rest, either, login
        case operand(SecretOperand)
    }

    private let name: String
    private var flags = ""
    private let place: Place
    private var sign: Character?

    /// The rule of that spelling.
    init(_ spelling: some StringProtocol) {
        var text = Substring(spelling)
        if text.hasPrefix("-["), let end = text.firstIndex(of: "]") {
            flags = String(text[..<end].dropFirst(2))
            text = "-" + text[text.index(after: end)...]
        } else if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            flags = String(text[..<end].dropFirst())
            text = text[text.index(after: end)...]
        }
        if let count = text.firstIndex(of: ">"), text != ">*" {
            let number = text[text.index(after: count)...].prefix { $0.isNumber }
            place = .operand(
                SecretOperand(
                    number: Int(number) ?? 1,
                    isOnward: text.last == "+",
                    isLogin: text.last == ":",
                    excluded: flags
                )
            )
            text = text[..<count]
        } else if text == "/" {
            place = .login
        } else if text.last == "*" {
            place = .rest
            text = text.dropLast()
        } else if text.last == "_" {
            place = .next
            text = text.dropLast()
        } else {
            if let last = text.last, ":%,".contains(last) {
                sign = last
                text = text.dropLast()
            }
            place = text.hasPrefix("--") || Self.isShort(text) ? .either : .next
        }
        name = String(text)
    }

    private static func isShort(_ name: some StringProtocol) -> Bool {
        name.count == 2 && name.first == "-"
    }

    /// True if it holds for one option only: what comes later belongs to another program, as in `sshpass -p x run -p 80`.
    var countsOnce: Bool { sign == nil && name != "?" }

    /// True for what belongs to an option, or to the program itself; not after a word such as `send`.
    var isOfOption: Bool { name.isEmpty || name.first == "-" }

    /// The secret that a word holds; nil if it holds none.
    func secret(in word: Substring) -> Substring? {
        switch place {
        case .next, .operand: return nil
        case .login: return Self.password(ofLogin: word)
        case .rest, .either:
            let rest: Substring
            if name.hasPrefix("--") {
                guard word.hasPrefix("\(name)=") else { return nil }
                rest = word.dropFirst(name.count + 1)
            } else if Self.isShort(name) {
                guard let value = value(inShort: word) else { return nil }
                rest = value
            } else {
                guard word.hasPrefix(name) else { return nil }
                rest = word.dropFirst(name.count)
            }
            return secret(ofValue: rest)
        }
    }

    /// True if the next word is its value.
    func isBefore(_ word: Substring) -> Bool {
        guard place == .next || place == .either else { return false }
        if name == "?" { return word.first != "-" && SecretName.isName(word) }
        // The share of a server, before its password.
        if name == "//" { return word.hasPrefix(name) }
        if Self.isShort(name) { return value(inShort: word)?.isEmpty == true }
        return name.hasPrefix("-") ? word == name : word.lowercased() == name
    }

    /// Which operand after a word is the secret; nil if none is.
    func operand(after word: Substring) -> SecretOperand? {
        guard case .operand(let operand) = place, !name.isEmpty else { return nil }
        let isMet =
            if Self.isShort(name) {
                word.first == "-" && !word.hasPrefix("--") && name.last.map(word.contains) == true
            } else if name.last == "*" {
                word.hasPrefix(name.dropLast())
            } else {
                word.lowercased() == name
            }
        return isMet ? operand : nil
    }

    /// The same for the word that is the program.
    var operandOfProgram: SecretOperand? {
        guard case .operand(let operand) = place, name.isEmpty else { return nil }
        return operand
    }

    /// The part of a value that is the secret; nil if it does not have that part.
    func secret(ofValue value: Substring) -> Substring? {
        guard let sign else { return value.isEmpty ? nil : value }
        guard let place = value.firstIndex(of: sign) else { return nil }
        let secret = value[value.index(after: place)...]
        return secret.isEmpty ? nil : secret
    }

    /// What follows the letter of a short option, perhaps after flags; nil if it is not in the word.
    private func value(inShort word: Substring) -> Substring? {
        guard word.first == "-", let letter = name.last else { return nil }
        let rest = word.dropFirst().drop { $0 != letter && flags.contains($0) }
        return rest.first == letter ? rest.dropFirst() : nil
    }

    private static func password(ofLogin word: Substring) -> Substring? {
        guard let slash = word.firstIndex(of: "/"), slash != word.startIndex,
            !word.hasPrefix("-"), word.first != "@"
        else { return nil }
        let start = word.index(after: slash)
        let end = word.lastIndex(of: "@") ?? word.endIndex
        return start < end ? word[start..<end] : nil
    }
}
