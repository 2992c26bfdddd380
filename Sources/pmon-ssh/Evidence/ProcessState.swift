// SPDX-License-Identifier: MIT

/// Whether the marker was found in a process list.
enum ProcessState: Equatable {
    /// These lines hold it, out of that many.
    case found(lines: [String], count: Int)
    /// The list was seen to its end, and no line holds it but for those of the visit itself.
    case missing(own: Int)
    /// These lines hold it, all of processes that have ended (state Z).
    case ended(lines: [String])
    /// No marker is configured.
    case notAsked
    /// The list was not seen to its end, or does not carry a verdict; with the reason.
    case unknown(String)

    /// At most that many lines are evidence.
    static let mostLines = 100
    /// Statuses by which a shell tells that a command could not be run (XCU section 2.8.2).
    private static let notRun = 126...127

    /// What a scan says of the marker of that index.
    init(
        _ scan: ScanResult,
        marker: Int?,
        command: String,
        view: ProcessView,
        failure: VisitFailure?
    ) {
        let sorted = marker.map { SortedLines(scan.filters[$0], of: scan, command, view) }
        if let sorted, !sorted.running.isEmpty {
            self = .found(
                lines: Array(sorted.running.prefix(Self.mostLines)),
                count: sorted.running.count + sorted.more
            )
        } else if let problem = Self.problem(scan, command, failure) {
            self = .unknown(problem)
        } else if let marker, let sorted {
            self = Self.judge(scan, sorted, hasBlurred: scan.filters[marker].hasBlurred, view)
        } else {
            self = .notAsked
        }
    }

    /// Why the list is incomplete or none; nil if it was seen to its end.
    private static func problem(
        _ scan: ScanResult,
        _ command: String,
        _ failure: VisitFailure?
    ) -> String? {
        guard let status = scan.errors.status else {
            return failure?.text ?? "the process list is incomplete"
        }
        // `grep` and `pgrep` end with 1 and without a word where nothing matches; worse is a command that failed. In a
        // pipe, a command that failed shows by its complaint alone.
        let isEmpty = scan.lineCount == 0
        let hasFailed = notRun.contains(status) || (status > 1 && isEmpty)
        let complains = !scan.errors.lines.isEmpty && !scan.hasInit
        guard hasFailed || complains else { return nil }
        let words = scan.errors.lines.first.map { ": \($0)" } ?? ""
        if status == 0 { return "'\(command)' complains\(words)" }
        return "'\(command)' ended with status \(status)\(words)"
    }

    /// What a list says that was seen to its end and in which nothing runs.
    private static func judge(
        _ scan: ScanResult,
        _ sorted: SortedLines,
        hasBlurred: Bool,
        _ view: ProcessView
    ) -> ProcessState {
        if sorted.isUnclear {
            return .unknown(
                "the only lines found may be pmon's own, and show no process id that says otherwise"
            )
        }
        if !sorted.ended.isEmpty { return .ended(lines: Array(sorted.ended.prefix(mostLines))) }
        if hasBlurred { return .unknown("the process list shows '?' in place of letters") }
        if view.isHidden, !scan.hasInit {
            return .unknown("the machine hides processes of other users from this one")
        }
        return .missing(own: sorted.own)
    }
}
