// SPDX-License-Identifier: MIT

private import Glibc

/// Patterns of the shell.
package enum Glob {
    /// True if a text fits a pattern as a whole.
    ///
    /// A text of C ends at a NUL, which records may hold; in its place stands U+0001, so that a pattern has to fit what
    /// follows as well.
    /// https://man7.org/linux/man-pages/man3/fnmatch.3.html
    package static func fits(_ pattern: String, _ text: String) -> Bool {
        guard text.utf8.contains(0) else { return fnmatch(pattern, text, 0) == 0 }
        let whole = String(decoding: text.utf8.map { $0 == 0 ? 1 : $0 }, as: UTF8.self)
        return fnmatch(pattern, whole, 0) == 0
    }
}
