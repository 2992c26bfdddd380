// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText

/// Reads the values of keys into types; each throws what it expected and what it found.
enum SettingValue {
    /// A duration above zero, or from zero on where that makes sense.
    static func duration(_ text: String, allowsZero: Bool = false) throws(SettingProblem)
        -> Duration
    {
        guard let value = DurationText.parse(text), allowsZero || value > .zero else {
            throw SettingProblem(expected: DurationText.form, found: text)
        }
        return value
    }

    /// A size in bytes.
    static func size(_ text: String) throws(SettingProblem) -> Int {
        guard let value = SizeText.parse(text) else {
            throw SettingProblem(expected: SizeText.form, found: text)
        }
        return value
    }

    /// A size in bytes up to another one.
    static func size(_ text: String, atMost limit: Int) throws(SettingProblem) -> Int {
        guard let value = SizeText.parse(text), value <= limit else {
            throw SettingProblem(
                expected: "\(SizeText.form), \(SizeText.format(limit)) at most",
                found: text
            )
        }
        return value
    }

    /// A whole number within a range.
    static func integer(_ text: String, _ range: ClosedRange<Int>) throws(SettingProblem) -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw SettingProblem(
                expected: "a number from \(range.lowerBound) to \(range.upperBound)",
                found: text
            )
        }
        return value
    }

    /// A truth value in the words of Python's `configparser`.
    static func boolean(_ text: String) throws(SettingProblem) -> Bool {
        switch text.lowercased() {
        case "1", "yes", "true", "on": return true
        case "0", "no", "false", "off": return false
        default: throw SettingProblem(expected: "true or false", found: text)
        }
    }

    /// One of a fixed set of words, without case.
    static func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ text: String
    ) throws(SettingProblem) -> Choice {
        guard let value = Choice(rawValue: text.lowercased()) else {
            let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingProblem(expected: "one of \(words)", found: text)
        }
        return value
    }

    /// Text that is not empty and holds no control characters, so that it is safe in a header or a report.
    static func plainText(_ text: String) throws(SettingProblem) -> String {
        guard !text.isEmpty else { throw SettingProblem("expected a value, found none") }
        guard !text.unicodeScalars.contains(where: \.isControl) else {
            throw SettingProblem("expected one line of text, found control characters")
        }
        return text
    }

    /// Plain text, or nil where the value is empty: as if the key were not there.
    static func optionalText(_ text: String) throws(SettingProblem) -> String? {
        text.isEmpty ? nil : try plainText(text)
    }

    /// A path that starts at `folder` if it is relative; nil where the value is empty or `none`.
    static func optionalPath(_ text: String, folder: String) throws(SettingProblem) -> String? {
        isNone(text) ? nil : FilePaths.resolve(try plainText(text), folder: folder)
    }

    /// The path of an address, as a proxy's location: `/status`, without a slash at its end; empty for the root.
    ///
    /// Its first name may not be one of the page's own, because a proxy may leave the path away or not.
    static func webPath(_ text: String) throws(SettingProblem) -> String {
        if isNone(text) || text == "/" { return "" }
        let path = text.hasSuffix("/") ? String(text.dropLast()) : text
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        let areGood = names.dropFirst().allSatisfy { name in
            !name.isEmpty && name != "." && name != ".."
                && name.utf8.allSatisfy { byte in
                    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                        || "-._~".utf8.contains(byte)
                }
        }
        guard names.count > 1, names[0].isEmpty, areGood else {
            throw SettingProblem(expected: "a path such as /status", found: text)
        }
        guard !pageNames.contains(String(names[1])) else {
            throw SettingProblem("expected a path that is none of the page's own, found '\(path)'")
        }
        return path
    }

    /// The names with which addresses of the page begin.
    static let pageNames: Set<String> = [
        "api", "assets", "badge", "feed.atom", "healthz", "help", "incidents", "m", "metrics",
        "readyz", "report", "scan", "static", "status.txt", "theme",
    ]

    /// A duration above zero; nil where the value is empty or `none`.
    static func optionalDuration(_ text: String) throws(SettingProblem) -> Duration? {
        isNone(text) ? nil : try duration(text)
    }

    /// A duration of one address over that of `[pmon]`: nil where the value is empty, zero for `none`.
    static func overriding(_ text: String) throws(SettingProblem) -> Duration? {
        if text.isEmpty { return nil }
        return isNone(text) ? .zero : try duration(text)
    }

    /// True for an empty value and `none`, the spelling of the default in the documentation.
    static func isNone(_ text: String) -> Bool { text.isEmpty || text.lowercased() == "none" }

    /// A comma separated list, its items not empty.
    static func list(_ text: String) throws(SettingProblem) -> [String] {
        let items = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
        guard !items.isEmpty else { throw SettingProblem("expected a value, found none") }
        return try items.map { item throws(SettingProblem) in try plainText(item) }
    }
}
