// SPDX-License-Identifier: MIT

import PmonText

/// Reads an ini file line by line, with the indentation rule of Python's `configparser`.
///
/// A line indented deeper than the key above it continues that key's value; so do blank lines between such lines.
/// It continues after an error, so that all errors are reported at once. Messages never show a value: it may be a secret.
struct IniParser {
    /// The key whose value may still be continued.
    private struct OpenEntry {
        let spelling: String
        let line: Int
        var valueLines: [String]
        /// False after an error: the continuation lines are read and dropped.
        let isKept: Bool
    }

    private var sections: [IniFile.Section] = []
    /// The problems of the file, in its order.
    private(set) var problems: PlacedMessages
    private var openEntry: OpenEntry?
    /// Indentation of the last key or header, in Unicode scalars.
    private var indent = 0
    private var lineNumber = 0
    /// False after a header that was refused, and before the first one.
    private var isInSection = false
    private var hasSeenHeader = false
    /// The lines of the section names and, of the present section, of the keys.
    private var sectionLines: [String: Int] = [:]
    private var keyLines: [String: Int] = [:]

    /// A parser whose messages name that file.
    init(name: String) {
        problems = PlacedMessages(file: name)
    }

    /// The sections of a whole file; where it has problems, what can be made out of it.
    mutating func parse(_ bytes: [UInt8]) -> [IniFile.Section] {
        var start = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            start = 3
            problems.add(1, "expected text, found a byte order mark: save the file as plain UTF-8")
        }
        while start < bytes.count {
            // LF, CRLF and CR end a line, as in Python's text mode.
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            lineNumber += 1
            readLine(bytes[start..<end])
            let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
        }
        closeEntry()
        return sections
    }

    private mutating func readLine(_ line: ArraySlice<UInt8>) {
        guard let text = String(validating: line, as: UTF8.self) else {
            problems.add(lineNumber, "expected UTF-8, found other bytes")
            return
        }
        guard !line.contains(0) else {
            problems.add(lineNumber, "expected text, found a NUL byte")
            return
        }
        let content = text.trimmed
        guard let first = content.utf8.first else {
            openEntry?.valueLines.append("")
            return
        }
        if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") { return }
        let lineIndent = text.unicodeScalars.prefix(while: \.isSpace).count
        if openEntry != nil, lineIndent > indent {
            openEntry?.valueLines.append(content)
            return
        }
        closeEntry()
        indent = lineIndent
        if first == UInt8(ascii: "[") {
            readHeader(content)
        } else {
            readEntry(content)
        }
    }

    private mutating func readHeader(_ content: String) {
        hasSeenHeader = true
        isInSection = false
        let section = String(decoding: content.utf8.dropFirst().dropLast(), as: UTF8.self)
        guard content.utf8.last == UInt8(ascii: "]"), !section.isEmpty,
            !section.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") })
        else {
            problems.add(lineNumber, "expected [section] alone on its line")
            return
        }
        guard section != "DEFAULT" else {
            problems.add(
                lineNumber,
                "expected a section of pmon, found [DEFAULT], which pmon does not use"
            )
            return
        }
        if let first = sectionLines[section] {
            problems.add(
                lineNumber,
                "duplicate section [\(section.excerpt)], first in line \(first)"
            )
            return
        }
        sectionLines[section] = lineNumber
        sections.append(IniFile.Section(name: section, line: lineNumber, entries: []))
        keyLines = [:]
        isInSection = true
    }

    private mutating func readEntry(_ content: String) {
        let bytes = content.utf8
        guard let delimiter = bytes.firstIndex(where: { $0 == 0x3D || $0 == 0x3A }) else {
            refuseEntry("expected key = value or [section], found a line without = or :")
            return
        }
        let spelling = String(content[..<delimiter]).trimmed
        guard !spelling.isEmpty else {
            refuseEntry(
                "expected a key in front of \(content[delimiter...].utf8.first == 0x3D ? "=" : ":")"
            )
            return
        }
        guard isInSection else {
            // A refused header has been reported already.
            refuseEntry(hasSeenHeader ? nil : "expected [section] before the first key")
            hasSeenHeader = true
            return
        }
        let identity = KeyName.identity(spelling)
        if let first = keyLines[identity] {
            let section = sections.last?.name ?? ""
            refuseEntry(
                "duplicate key '\(spelling.excerpt)' in [\(section)], first in line \(first)"
            )
            return
        }
        keyLines[identity] = lineNumber
        let value = String(decoding: bytes[delimiter...].dropFirst(), as: UTF8.self).trimmed
        openEntry = OpenEntry(
            spelling: spelling,
            line: lineNumber,
            valueLines: [value],
            isKept: true
        )
    }

    /// Reports a problem, if there is one, and skips the lines that continue the entry.
    private mutating func refuseEntry(_ problem: String?) {
        if let problem { problems.add(lineNumber, problem) }
        openEntry = OpenEntry(spelling: "", line: lineNumber, valueLines: [], isKept: false)
    }

    private mutating func closeEntry() {
        guard var entry = openEntry else { return }
        openEntry = nil
        guard entry.isKept, !sections.isEmpty else { return }
        while entry.valueLines.last == "" { entry.valueLines.removeLast() }
        sections[sections.count - 1].entries.append(
            IniFile.Entry(
                spelling: entry.spelling,
                value: entry.valueLines.joined(separator: "\n"),
                line: entry.line
            )
        )
    }
}
