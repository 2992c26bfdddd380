// SPDX-License-Identifier: MIT

/// Texts of records as lists show them.
enum ShownText {
    /// Letters of a message in a list; the page of the monitor has all of it.
    static let longest = 240

    /// A message, a bare status with its name, cut with "…" where it is long.
    static func message(_ text: String) -> String {
        if let status = Int(text) { return StatusWords.text(status) }
        return cut(text)
    }

    /// A text, cut with "…" where it is long.
    static func cut(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        let start = text.prefix(longest)
        return start.endIndex == text.endIndex ? text : start + "…"
    }
}
