// SPDX-License-Identifier: MIT

/// Whether the marker was found in a process list.
enum ProcessState: Equatable {
    /// These lines hold it, out of that many.
    case found(lines: [String], count: Int)
    /// The list was seen to its end, and no line holds it but for those of the visit itself.
    case missing(own: Int)
    /// These lines hold it, all of processes that have ended (state Z).
    case ended(lines: [String])
    /// These lines hold it, all of services that do not run.
    case stopped(lines: [String])
    /// No marker is configured.
    case notAsked
    /// The list was not seen to its end, or does not carry a verdict; with the reason.
    case unknown(String)

    /// At most that many lines are evidence.
    static let mostLines = 100
    /// Statuses from here on say that a command was not run, ran out of time or was killed (XCU section 2.8.2).
    private static let leastFailure = 124

    /// What a scan says of the marker of that index.
    init(
        _ scan: ScanResult,
        marker: Int?,
        command: String,
        view: ProcessView,
        failure: VisitFailure?
    ) {
        let words = ListCommand(command)
        let sorted = marker.map { SortedLines(scan.filters[$0], of: scan, words, view) }
        if let sorted, !sorted.running.isEmpty {
            self = .found(
                lines: Array(sorted.running.prefix(Self.mostLines)),
                count: sorted.running.count + sorted.more
            )
        } else if let problem = Self.problem(scan, command, words, view, failure) {
            self = .unknown(problem)
        } else if let marker, let sorted {
            let filter = scan.filters[marker]
            self = Self.judge(sorted, Self.doubt(on: scan, command, words, filter, view))
        } else {
            self = .notAsked
        }
    }

    /// Why the list is incomplete or none; nil if it was seen to its end.
    private static func problem(
        _ scan: ScanResult,
        _ command: String,
        _ words: ListCommand,
        _ view: ProcessView,
        _ failure: VisitFailure?
    ) -> String? {
        guard let status = scan.errors.status else {
            return failure?.text ?? "the process list is incomplete"
        }
        // `grep`, `pgrep` and `ps` end with 1 and without a word where nothing matches; worse is a command that failed,
        // unless its list is whole. A program that knows services has statuses of its own.
        let isEmpty = scan.lineCount == 0
        let isService = words.origin == .services
        let isWhole = scan.hasInit && scan.shows(view.shell)
        let hasFailed =
            status >= leastFailure || status > 1 && !isWhole && (isEmpty || !isService)
            || isService && words.isSimple && isEmpty && status != 0
        let complains = !scan.errors.lines.isEmpty && !scan.hasInit
        guard hasFailed || complains else { return nil }
        let text = scan.errors.lines.first.map { ": \($0)" } ?? ""
        if status == 0 { return "'\(command)' complains\(text)" }
        return "'\(command)' ended with status \(status)\(text)"
    }

    /// What a list says that was seen to its end and in which nothing runs.
    private static func judge(_ sorted: SortedLines, _ doubt: String?) -> ProcessState {
        if let unclear = sorted.unclear { return .unknown(unclear) }
        if !sorted.ended.isEmpty { return .ended(lines: Array(sorted.ended.prefix(mostLines))) }
        if !sorted.stopped.isEmpty {
            return .stopped(lines: Array(sorted.stopped.prefix(mostLines)))
        }
        return doubt.map(ProcessState.unknown) ?? .missing(own: sorted.own)
    }
}
