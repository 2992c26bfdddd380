// SPDX-License-Identifier: MIT

/// The HTTP statuses that are expected, such as `200-299,302,401,402`.
package struct StatusRanges: Equatable, Sendable, CustomStringConvertible {
    /// What is expected where nothing is configured.
    package static let standard = StatusRanges(ranges: [200...299, 302...302, 401...401, 402...402])

    /// The ranges in their order; each within 100 to 599.
    package let ranges: [ClosedRange<Int>]
    /// The list as it is written in the configuration; kept, because every check tells what it expected.
    package let description: String

    /// Expects the statuses of those ranges.
    package init(ranges: [ClosedRange<Int>]) {
        self.ranges = ranges
        description = ranges.map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }.joined(separator: ",")
    }

    /// Reads a comma separated list of statuses and ranges.
    package init(_ text: String) throws(SettingProblem) {
        var ranges: [ClosedRange<Int>] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = item.split(separator: "-", omittingEmptySubsequences: false)
                .map { Int(String($0).trimmed) ?? 0 }
            guard ends.count <= 2, let first = ends.first, let last = ends.last, first <= last,
                (100...599).contains(first), (100...599).contains(last)
            else {
                throw SettingProblem(expected: "statuses such as 200-299,302", found: text)
            }
            ranges.append(first...last)
        }
        self.init(ranges: ranges)
    }

    /// True if the status is one of them.
    package func contains(_ status: Int) -> Bool {
        ranges.contains { $0.contains(status) }
    }
}
