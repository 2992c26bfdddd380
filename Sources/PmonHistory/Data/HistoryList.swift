// SPDX-License-Identifier: MIT

package import PmonRecord

/// Where one address' list of records stands in a data file.
///
/// All ranges count bytes from the start of the file.
package struct HistoryList: Sendable {
    /// The address.
    package let url: URLKey
    /// From the quote before the address to the byte after the list's last bracket.
    package let entry: Range<Int>
    /// What is between the list's brackets; a single object that stands in place of a list.
    package let body: Range<Int>
    /// True for a single object that stands in place of a list.
    package var isSingle: Bool { body.upperBound == entry.upperBound }
    /// Where its first record begins that is not certainly from before the instant that the scan was to look for; the
    /// end of the body if there is none.
    let recent: Int
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

    /// The last records of the list in the bytes of its file, at most `count`, in their order.
    ///
    /// Costs what they cost, not the whole list, if the file is in the layout of a fold.
    package func last(
        _ count: Int,
        in bytes: UnsafeRawBufferPointer
    ) -> [UnsafeRawBufferPointer] {
        guard count > 0, self.count > 0 else { return [] }
        let body = UnsafeRawBufferPointer(rebasing: bytes[body])
        guard isCanonical, count < self.count else {
            var all: [UnsafeRawBufferPointer] = []
            var records = RecordSequence(body)
            while let record = records.next() { all.append(record) }
            return Array(all.suffix(count))
        }
        // One record a line; the last line end stands before the bracket.
        var start = body.count - 1
        for _ in 0..<count {
            repeat { start -= 1 } while start > 0 && body[start] != 0x0A
        }
        var last: [UnsafeRawBufferPointer] = []
        var records = RecordSequence(UnsafeRawBufferPointer(rebasing: body[start...]))
        while let record = records.next() { last.append(record) }
        return last
    }
}
