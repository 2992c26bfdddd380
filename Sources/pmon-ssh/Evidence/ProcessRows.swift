// SPDX-License-Identifier: MIT

/// The default list as it comes, taken apart into what `ps aux` shows and what it says of ancestors, see `ProcessRow`.
struct ProcessRows: Sendable {
    private var processes = ProcessTable()
    private var hasBegun = false
    private var isTorn = false

    /// The processes; nil if the list says nothing of ancestors, or has lines that cannot be read.
    var table: ProcessTable? { hasBegun && !isTorn ? processes : nil }

    /// Takes a line of the list, of which the scan gets what `ps aux` shows.
    ///
    /// A list that failed is followed by that of `ps aux` itself, which begins anew.
    mutating func take(_ line: [UInt8], into scan: inout ScanResult) {
        if !hasBegun, let header = ProcessRow.shownHeader(line) {
            hasBegun = true
            scan.take(Array(header))
            scan.showsAncestors = true
        } else if hasBegun, let row = ProcessRow(line) {
            processes.add(row.process)
            scan.take(Array(row.shown))
        } else if hasBegun, ProcessLayout(header: line) != nil {
            self = ProcessRows()
            scan.begin()
            scan.take(line)
        } else {
            if hasBegun, !line.isEmpty { isTorn = true }
            scan.take(line)
        }
    }
}
