// SPDX-License-Identifier: MIT

/// Where one address' list of records stands in a data file.
///
/// All ranges count bytes from the start of the file.
package struct HistoryList: Sendable {
    /// The address.
    package let url: URLKey
    /// From the quote before the address to behind the list's last bracket.
    package let entry: Range<Int>
    /// What is between the list's brackets; a single object that stands in place of a list.
    package let body: Range<Int>
    /// True for a single object that stands in place of a list.
    package var isSingle: Bool { body.upperBound == entry.upperBound }
    /// Records in the list.
    package let count: Int
    /// The greatest `run` of its records; `Int.min` if none has one.
    package let newestRun: Int
    /// The least `run` of its records; `Int.min` if a record has none, `Int.max` if there are no records.
    package let oldestRun: Int
    /// The `time` of its records that is greatest by its bytes, without quotes; empty if none has one.
    package let newestTime: Range<Int>
    /// True if a record spells `run` or `time` in a way that `newestRun` and `newestTime` do not see.
    package let isIrregular: Bool
    /// True if it stands in the file just as a fold writes it: one record a line.
    package let isCanonical: Bool
}
