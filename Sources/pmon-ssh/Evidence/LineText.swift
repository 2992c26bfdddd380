// SPDX-License-Identifier: MIT

/// Compares lines of process lists with the arguments of processes.
enum LineText {
    /// That many characters of arguments identify a process whose number is known.
    static let telling = 12

    /// A text with single blanks, as lists that were made in different ways can be compared.
    static func single(_ text: some StringProtocol) -> String {
        text.split(separator: " ").joined(separator: " ")
    }

    /// True if a line can be that of a process with these arguments, whose number it shows before `rest`.
    static func fits(_ line: String, after rest: String, _ arguments: String) -> Bool {
        let beginning = arguments.prefix(telling)
        if !beginning.isEmpty, line.contains(beginning) { return true }
        return rest.count >= 3 && arguments.contains(rest)
    }

    /// True if a line ends with all arguments of a process, or with as many as it has room for.
    static func ends(_ line: String, with arguments: String) -> Bool {
        guard !arguments.isEmpty else { return false }
        if endsWith(line, arguments) { return true }
        guard let range = line.firstRange(of: arguments.prefix(telling)), arguments.count > telling
        else { return false }
        return arguments.hasPrefix(line[range.lowerBound...])
    }

    /// True if a line ends with a word or several, which stand alone in it.
    static func endsWith(_ line: String, _ words: String) -> Bool {
        guard !words.isEmpty, line.hasSuffix(words) else { return false }
        let before = line.dropLast(words.count).last
        return before == nil || before == " "
    }
}
