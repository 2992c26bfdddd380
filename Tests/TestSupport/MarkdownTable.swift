// SPDX-License-Identifier: MIT

private import Foundation

/// One table of a Markdown document, for tests that compare it with the code.
package struct MarkdownTable: Equatable, Sendable {
    /// The heading the table stands under, without `#`.
    package let heading: String
    /// The cells of the first row.
    package let header: [String]
    /// The cells of the other rows, as written.
    package let rows: [[String]]

    /// The tables of a document in their order.
    package static func all(in document: String) -> [MarkdownTable] {
        var tables: [MarkdownTable] = []
        var heading = ""
        var lines: [[String]] = []
        func endTable() {
            if lines.count > 2 {
                tables.append(
                    MarkdownTable(heading: heading, header: lines[0], rows: Array(lines[2...]))
                )
            }
            lines = []
        }
        for line in document.components(separatedBy: "\n") {
            if line.hasPrefix("|") {
                lines.append(cells(line))
                continue
            }
            endTable()
            if line.hasPrefix("#") {
                heading = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
            }
        }
        endTable()
        return tables
    }

    /// The first table under a heading.
    package static func under(_ heading: String, in document: String) -> MarkdownTable? {
        all(in: document).first { $0.heading == heading }
    }

    /// The words in backquotes of one column, from all rows: the names that the table documents.
    package func names(column: Int = 0) -> [String] {
        rows.flatMap { row in row.count > column ? Self.quoted(row[column]) : [] }
    }

    /// The words in backquotes of a text.
    package static func quoted(_ text: String) -> [String] {
        let parts = text.components(separatedBy: "`")
        return parts.indices.filter { $0 % 2 == 1 && $0 + 1 < parts.count }.map { parts[$0] }
    }

    private static func cells(_ line: String) -> [String] {
        line.replacingOccurrences(of: "\\|", with: "\u{1}").components(separatedBy: "|")
            .dropFirst().dropLast()
            .map {
                $0.replacingOccurrences(of: "\u{1}", with: "|").trimmingCharacters(in: .whitespaces)
            }
    }
}
