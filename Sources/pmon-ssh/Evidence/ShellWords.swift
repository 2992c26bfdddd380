// SPDX-License-Identifier: MIT

/// A shell command in which nothing is expanded: pipelines of commands of words.
///
/// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html
struct ShellWords {
    /// The pipelines, each of commands, each of words.
    private(set) var pipelines: [[[String]]] = [[[]]]
    /// True if an error stream is redirected.
    private(set) var isQuiet = false

    /// Words that make a command of another kind where they come first.
    private static let reserved: Set<String> = [
        "if", "for", "while", "until", "case", "select", "function", "{", "}", "!", "[[", "time",
        "eval", "exec", ".", "source",
    ]

    /// Reads a command; nil if anything in it is expanded, grouped, sent to the background or redirected to a file.
    static func read(_ text: String) -> ShellWords? {
        var script = ShellWords()
        var word: String?
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case " ", "\t":
                script.end(&word)
            case "'":
                guard let end = rest.firstIndex(of: "'") else { return nil }
                word = (word ?? "") + String(rest[..<end])
                rest = rest[(end + 1)...]
            case "\"":
                guard let quoted = quoted(&rest) else { return nil }
                word = (word ?? "") + quoted
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                word = (word ?? "") + String(next)
            case ";", "\n":
                script.end(&word)
                script.pipelines.append([[]])
            case "|":
                script.end(&word)
                if rest.first == "|" {
                    rest = rest.dropFirst()
                    script.pipelines.append([[]])
                } else {
                    script.pipelines[script.pipelines.count - 1].append([])
                }
            case "&":
                guard rest.popFirst() == "&" else { return nil }
                script.end(&word)
                script.pipelines.append([[]])
            case ">":
                guard script.redirect(&word, &rest) else { return nil }
            case "$", "`", "(", ")", "<", "#":
                return nil
            default:
                word = (word ?? "") + String(character)
            }
        }
        script.end(&word)
        let firsts = script.pipelines.flatMap { $0 }.compactMap(\.first)
        return firsts.contains(where: reserved.contains) ? nil : script
    }

    /// Puts a word that has come to its end into its command.
    private mutating func end(_ word: inout String?) {
        guard let text = word else { return }
        word = nil
        let pipeline = pipelines.count - 1
        pipelines[pipeline][pipelines[pipeline].count - 1].append(text)
    }

    /// Takes `>/dev/null`, `2>/dev/null` and `2>&1`; false for any other target.
    private mutating func redirect(_ word: inout String?, _ rest: inout ArraySlice<Character>)
        -> Bool
    {
        let stream = word
        word = nil
        guard stream == nil || stream == "2" || stream == "1" else { return false }
        let blanks = rest.prefix { $0 == " " }
        rest = rest.dropFirst(blanks.count)
        let target = String(rest.prefix { !" \t;|\n".contains($0) })
        rest = rest.dropFirst(target.count)
        guard target == "/dev/null" || target == "&1" || target == "&2" else { return false }
        if stream == "2" { isQuiet = true }
        return true
    }

    /// The text up to the closing quote; nil if something in it is expanded.
    private static func quoted(_ rest: inout ArraySlice<Character>) -> String? {
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return text
            case "`": return nil
            case "$":
                // A pattern may end in `$`.
                guard rest.first == "\"" || rest.first == "|" else { return nil }
                text.append(character)
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                text += "$`\"\\\n".contains(next) ? String(next) : "\\\(next)"
            default: text.append(character)
            }
        }
        return nil
    }
}
