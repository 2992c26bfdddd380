// SPDX-License-Identifier: MIT

/// Whether the marker was found in a process list.
enum ProcessState: Equatable {
    /// These lines hold it, out of that many.
    case found(lines: [String], count: Int)
    /// The list was seen to its end, and no line holds it.
    case missing
    /// No marker is configured.
    case notAsked
    /// The list was not seen to its end, or is none; with the reason.
    case unknown(String)

    /// Statuses by which a shell tells that a command could not be run (XCU section 2.8.2).
    private static let notRun = 126...127

    /// What a scan says of the marker of that index.
    init(_ scan: Gathered.Scan, marker: Int?, command: String, failure: VisitFailure?) {
        if let marker, scan.filters[marker].count > 0 {
            let filter = scan.filters[marker]
            self = .found(lines: filter.lines, count: filter.count)
            return
        }
        guard let status = scan.errors.status else {
            self = .unknown(failure?.text ?? "the process list is incomplete")
            return
        }
        // `grep` and `pgrep` end with 1 and without a word where nothing matches; worse is a command that failed.
        let hasFailed = status > 1 || (status == 1 && !scan.errors.lines.isEmpty)
        if Self.notRun.contains(status) || (hasFailed && scan.lineCount == 0) {
            let words = scan.errors.lines.map { ": \($0)" }.first ?? ""
            self = .unknown("'\(command)' ended with status \(status)\(words)")
            return
        }
        self = marker == nil ? .notAsked : .missing
    }
}
