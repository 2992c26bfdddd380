// SPDX-License-Identifier: MIT

/// Reads an ini file line by line, with the indentation rule of Python's `configparser`.
///
/// A line indented deeper than the key above it continues that key's value; so do blank lines between such lines.
struct IniParser {
    private let name: String
    private var sections: [IniFile.Section] = []
    /// The lines of the value that may still be continued.
    private var valueLines: [String] = []
    /// Indentation of the key that may be continued.
    private var indent = 0
    private var hasOpenEntry = false
    private var lineNumber = 0

    /// A parser whose messages name that file.
    init(name: String) {
        self.name = name
    }

    /// The sections of a whole file.
    mutating func parse(_ bytes: [UInt8]) throws(ToolError) -> [IniFile.Section] {
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw problem(
                at: 1,
                "expected text, found a byte order mark: save the file as plain UTF-8"
            )
        }
        for line in Self.lines(bytes) {
            lineNumber += 1
            guard let text = String(validating: line, as: UTF8.self) else {
                throw problem(at: lineNumber, "expected UTF-8, found other bytes")
            }
            guard !line.contains(0) else {
                throw problem(at: lineNumber, "expected text, found a NUL byte")
            }
            try read(text)
        }
        closeEntry()
        return sections
    }

    private mutating func read(_ text: String) throws(ToolError) {
        let content = text.trimmed
        guard !content.isEmpty else {
            if hasOpenEntry { valueLines.append("") }
            return
        }
        if content.hasPrefix("#") || content.hasPrefix(";") { return }
        let lineIndent = text.prefix { $0.isWhitespace }.unicodeScalars.count
        if hasOpenEntry, lineIndent > indent {
            valueLines.append(content)
            return
        }
        closeEntry()
        indent = lineIndent
        if content.hasPrefix("[") {
            try readHeader(content)
        } else {
            try readEntry(content)
        }
    }

    private mutating func readHeader(_ content: String) throws(ToolError) {
        guard content.hasSuffix("]"), content.utf8.count > 2 else {
            throw problem(at: lineNumber, "expected [section], found '\(content)'")
        }
        let section = String(content.dropFirst().dropLast())
        guard !section.contains("]"), !section.contains("[") else {
            throw problem(at: lineNumber, "expected [section], found '\(content)'")
        }
        guard section != "DEFAULT" else {
            throw problem(
                at: lineNumber,
                "expected a section of pmon, found [DEFAULT], which pmon does not use"
            )
        }
        if let first = sections.first(where: { $0.name == section }) {
            throw problem(
                at: lineNumber,
                "duplicate section [\(section)], first in line \(first.line)"
            )
        }
        sections.append(IniFile.Section(name: section, line: lineNumber, entries: []))
    }

    private mutating func readEntry(_ content: String) throws(ToolError) {
        guard let delimiter = content.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
            throw problem(
                at: lineNumber,
                "expected key = value or [section], found a line without = or :"
            )
        }
        let spelling = String(content[..<delimiter]).trimmed
        guard !spelling.isEmpty else {
            throw problem(at: lineNumber, "expected a key in front of \(content[delimiter])")
        }
        guard let section = sections.last else {
            throw problem(at: lineNumber, "expected [section] before the first key")
        }
        let identity = KeyName.identity(spelling)
        if let first = section.entries.first(where: { KeyName.identity($0.spelling) == identity }) {
            throw problem(
                at: lineNumber,
                "duplicate key '\(spelling)' in [\(section.name)], first in line \(first.line)"
            )
        }
        let entry = IniFile.Entry(spelling: spelling, value: "", line: lineNumber)
        sections[sections.count - 1].entries.append(entry)
        valueLines = [String(content[content.index(after: delimiter)...]).trimmed]
        hasOpenEntry = true
    }

    private mutating func closeEntry() {
        guard hasOpenEntry else { return }
        hasOpenEntry = false
        let last = sections.count - 1
        while valueLines.last == "" { valueLines.removeLast() }
        sections[last].entries[sections[last].entries.count - 1].value =
            valueLines.joined(separator: "\n")
    }

    private func problem(at line: Int, _ text: String) -> ToolError {
        ToolError(.configuration, "\(name):\(line): \(text)")
    }

    /// The lines of the file; LF, CRLF and CR end one, as in Python's text mode.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0A || bytes[index] == 0x0D {
                lines.append(bytes[start..<index])
                if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
                    index += 1
                }
                start = index + 1
            }
            index += 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }
}

extension String {
    /// The text without white space at both ends.
    package var trimmed: String {
        let front = drop { $0.isWhitespace }
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }
}
