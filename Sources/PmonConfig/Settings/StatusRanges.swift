// SPDX-License-Identifier: MIT

import PmonText

/// The HTTP statuses that are expected, such as `200-299,302,401,402`.
package struct StatusRanges: Equatable, Sendable, CustomStringConvertible {
    /// The default expectation.
    package static let standard = StatusRanges([
        Item(first: 200, last: 299), Item(first: 302, last: 302), Item(first: 401, last: 401),
        Item(first: 402, last: 402),
    ])

    /// Statuses of three digits, which is what HTTP's grammar and curl take; some servers answer beyond 599.
    package static let possible = 100...999

    /// A range of its own: one of the library looks conformances up when it comes into an array, at every start.
    private struct Item: Equatable {
        let first: Int
        let last: Int
    }

    /// In their order; each within 100 to 999.
    private let items: [Item]
    /// The list as it is written in the configuration; kept, because every check reports it.
    package let description: String

    private init(_ items: [Item]) {
        self.items = items
        var text = ""
        for item in items {
            if !text.isEmpty { text += "," }
            text += String(item.first)
            if item.first < item.last { text += "-\(item.last)" }
        }
        description = text
    }

    /// Reads a comma separated list of statuses and ranges.
    init(_ text: String) throws(SettingProblem) {
        var items: [Item] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = item.split(separator: "-", omittingEmptySubsequences: false)
                .map { Int(String($0).trimmed) ?? 0 }
            guard ends.count <= 2, let first = ends.first, let last = ends.last, first <= last,
                Self.possible.contains(first), Self.possible.contains(last)
            else {
                throw SettingProblem(expected: "statuses such as 200-299,302", found: text)
            }
            items.append(Item(first: first, last: last))
        }
        self.init(items)
    }

    /// True if the status is one of them.
    package func contains(_ status: Int) -> Bool {
        items.contains { $0.first <= status && status <= $0.last }
    }
}
