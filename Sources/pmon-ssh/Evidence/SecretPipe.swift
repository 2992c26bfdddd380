// SPDX-License-Identifier: MIT

/// Secrets that a shell hands to a program through its input: `echo x | passwd --stdin`, `chpasswd <<< user:x`.
struct SecretPipe {
    /// A word that holds such a secret, and the secret.
    typealias Found = (index: Int, secret: Substring)

    private static let ends: Set<Substring> = ["|", "||", "&", "&&", ";"]
    /// Programs that read nothing but passwords.
    private static let readers: Set<String> = [
        "chpasswd", "passwd", "smbpasswd", "kinit", "cryptsetup",
    ]

    private var words: [Substring] = []
    /// Of each word, where it stands in the line.
    private var places: [Int] = []

    /// All such secrets in the words of a line.
    static func secrets(in words: [Substring]) -> [Found] {
        guard words.contains(where: { $0.utf8.contains(UInt8(ascii: "|")) || $0 == "<<<" }) else {
            return []
        }
        let pipe = SecretPipe(words)
        return pipe.words.indices.flatMap { index -> [Found] in
            switch pipe.words[index] {
            case "|": pipe.isReader(pipe.command(after: index)) ? pipe.said(before: index) : []
            case "<<<": pipe.isReader(pipe.command(around: index)) ? pipe.found([index + 1]) : []
            default: []
            }
        }
    }

    /// The words of a line, of which `x|passwd` is three.
    private init(_ line: [Substring]) {
        for (place, word) in line.enumerated() {
            var rest = word
            while let pipe = rest.firstIndex(of: "|"), rest.count > 1, rest != "||" {
                let next = rest.index(after: pipe)
                words += [rest[..<pipe], rest[pipe..<next]]
                places += [place, place]
                rest = rest[next...]
            }
            words.append(rest)
            places.append(place)
        }
    }

    private func command(after index: Int) -> Range<Int> {
        let end = words[(index + 1)...].firstIndex(where: Self.ends.contains) ?? words.endIndex
        return index + 1..<end
    }

    private func command(around index: Int) -> Range<Int> {
        let before = words[..<index].lastIndex { Self.ends.contains($0) || $0 == "-c" }
        return (before ?? -1) + 1..<command(after: index).upperBound
    }

    /// The name of a program in a word, which may begin a quoted command.
    private func name(_ index: Int) -> String {
        words[index].split(separator: "/").last.map { $0.filter { !SecretName.isQuote($0) } } ?? ""
    }

    /// True for a command that reads a secret.
    private func isReader(_ command: Range<Int>) -> Bool {
        for index in command {
            let name = name(index)
            if Self.readers.contains(name)
                || name == "-" && index > command.lowerBound && self.name(index - 1) == "login"
            {
                return true
            }
            if name.hasPrefix("-") {
                if name.contains("stdin") || name.hasPrefix("--passphrase-fd") { return true }
                let isShort = !name.hasPrefix("--")
                let program = index > command.lowerBound ? self.name(index - 1) : ""
                if isShort,
                    program == "sudo" && name.contains("S")
                        || program == "htpasswd" && name.contains("i")
                {
                    return true
                }
            } else if name == "stdin", index > command.lowerBound, words[index - 1].contains("pass")
            {
                return true
            }
        }
        return false
    }

    /// What the first command of the pipeline before that sign prints.
    private func said(before index: Int) -> [Found] {
        var command = command(around: index - 1 >= 0 ? index - 1 : 0)
        while command.lowerBound > 1, words[command.lowerBound - 1] == "|" {
            command = self.command(around: command.lowerBound - 2)
        }
        guard let echo = command.first(where: { ["echo", "printf"].contains(name($0)) }) else {
            return []
        }
        var operands = (echo + 1..<index).filter { $0 < command.upperBound && !words[$0].isEmpty }
        operands.removeAll { words[$0].first == "-" }
        if name(echo) == "printf", operands.count > 1 { operands.removeFirst() }
        return found(operands)
    }

    /// The secrets in words; of `user:password` what follows the colon.
    private func found(_ indices: [Int]) -> [Found] {
        indices.compactMap { index in
            guard words.indices.contains(index) else { return nil }
            let secret = SecretValue.password(of: words[index]) ?? words[index]
            return !secret.isEmpty && SecretName.isSecretValue(secret)
                ? (places[index], secret) : nil
        }
    }
}
