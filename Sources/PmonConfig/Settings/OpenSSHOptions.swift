// SPDX-License-Identifier: MIT

import PmonText

/// The options that `type = openssh` accepts and refuses.
enum OpenSSHOptions {
    /// Options under which no visit is possible, or after which something is left, in lower case; the values that are
    /// harmless all the same, and why the others are not.
    private static let impossible: [String: (allowed: Set<String>, reason: String)] = [
        "stdinnull": (["no"], "the input of ssh is the script"),
        "sessiontype": (["default"], "the script needs a shell on the machine"),
        "remotecommand": (["none"], "the machine's command is pmon's script"),
        "forkafterauthentication": (["no"], "ssh would go on after the visit"),
        "requesttty": (["no", "auto"], "a terminal mixes the two streams of the answer"),
        "controlmaster": (["no"], "ssh would go on after the visit"),
        "controlpersist": (["no"], "ssh would go on after the visit"),
        "loglevel": (
            ["error", "info", "verbose", "debug", "debug1", "debug2", "debug3"],
            "why a visit fails is in the messages of ssh"
        ),
        "host": ([], "the options after it would not count"),
        "match": ([], "the options after it would not count"),
    ]

    /// Reads `ssh.options`: options of ssh_config(5) as `NAME=VALUE`, separated by blanks; quotes keep blanks together.
    ///
    /// `-o` before an option and a comma after it may be written, too.
    static func read(_ text: String) throws(SettingProblem) -> [String] {
        guard !SettingValue.isNone(text) else { return [] }
        var options: [String] = []
        for var word in try words(text) where word != "-o" {
            if word.hasPrefix("-o") { word.removeFirst(2) }
            if word.hasSuffix(",") { word.removeLast() }
            let name = word.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            let rest = word.dropFirst(name.count)
            guard !name.isEmpty, rest.first == "=" || rest.first == " ", rest.count > 1 else {
                throw SettingProblem(
                    expected: "options of ssh as NAME=VALUE such as ProxyJump=gate.example.org",
                    found: word
                )
            }
            let value = rest.drop { $0 == "=" || $0 == " " }.filter { $0 != "\"" }
            if let rule = impossible[name.lowercased()], !rule.allowed.contains(value.lowercased())
            {
                throw SettingProblem("'\(word.excerpt)' is not possible, because \(rule.reason)")
            }
            options.append(word)
        }
        return options
    }

    /// The fault of a key beside `type = openssh`; nil if there is none.
    static func conflict(_ key: RemoteSettings.Key, _ settings: RemoteSettings) -> String? {
        let rest = "is not possible with type = openssh"
        switch key {
        case .pwd where settings.pwd != nil:
            return "a password \(rest), because ssh asks for it at a terminal only: use a key"
        case .passphrase where settings.passphrase != nil:
            return "a passphrase \(rest), because ssh asks for it at a terminal only: use an agent"
        case .keyboard where settings.keyboard:
            return "answering questions \(rest), because ssh asks them at a terminal only"
        case .hostkey:
            guard case .fingerprint = settings.hostKey else { return nil }
            return "a fingerprint \(rest): put the host's key into known_hosts and use strict"
        default: return nil
        }
    }

    private static func words(_ text: String) throws(SettingProblem) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        var isInWord = false
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isInWord = true
            } else if character == " " || character == "\t" {
                if isInWord { words.append(word) }
                (word, isInWord) = ("", false)
            } else {
                word.append(character)
                isInWord = true
            }
        }
        guard quote == nil else { throw SettingProblem(expected: "a closing quote", found: text) }
        return isInWord ? words + [word] : words
    }
}
