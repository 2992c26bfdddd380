// SPDX-License-Identifier: MIT

/// Text made safe for a POSIX shell (XCU section 2.2, Quoting).
///
/// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html
enum ShellText {
    /// The text as one word that stands for itself.
    static func quoted(_ text: String) -> String {
        let safe = text.utf8.filter { $0 != 0 }
        var result = "'"
        for character in String(decoding: safe, as: UTF8.self).unicodeScalars {
            if character == "'" {
                result += "'\\''"
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result + "'"
    }

    /// A folder as one word; a leading `~/` is the user's home.
    static func folder(_ path: String) -> String {
        if path == "~" { return "\"$HOME\"" }
        guard path.hasPrefix("~/") else { return quoted(path) }
        return "\"$HOME\"/\(quoted(String(path.dropFirst(2))))"
    }

    /// A pattern whose `*`, `?` and `[…]` keep their meaning while everything else stands for itself.
    static func glob(_ pattern: String) -> String {
        let scalars = Array(pattern.unicodeScalars).filter { $0.value != 0 }
        var result = ""
        var literal = ""
        var index = 0
        func flush() {
            if !literal.isEmpty { result += quoted(literal) }
            literal = ""
        }
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "*" || scalar == "?" {
                flush()
                result.unicodeScalars.append(scalar)
            } else if scalar == "[", let end = endOfSet(scalars, index) {
                flush()
                result += set(scalars[(index + 1)..<end])
                index = end
            } else {
                literal.unicodeScalars.append(scalar)
            }
            index += 1
        }
        flush()
        return result
    }

    /// Where the `]` of a set stands that begins at an index; one that comes first is a member.
    private static func endOfSet(_ scalars: [UnicodeScalar], _ start: Int) -> Int? {
        var index = start + 1
        if index < scalars.count, scalars[index] == "!" || scalars[index] == "^" { index += 1 }
        if index < scalars.count, scalars[index] == "]" { index += 1 }
        while index < scalars.count {
            if scalars[index] == "]" { return index }
            index += 1
        }
        return nil
    }

    /// A set whose members are quoted, but for the signs that give a set its meaning.
    private static func set(_ members: ArraySlice<UnicodeScalar>) -> String {
        var result = "["
        for (offset, member) in members.enumerated() {
            switch member {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", ",":
                result.unicodeScalars.append(member)
            case "!" where offset == 0, "^" where offset == 0:
                result += "!"
            default:
                result += quoted(String(member))
            }
        }
        return result + "]"
    }
}
