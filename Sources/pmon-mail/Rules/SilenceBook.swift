// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord

/// Which outages the silences `until recovery` hold for, and which of them are over.
///
/// Such a silence holds for the outage that goes on when pmon-mail first sees its line, else for the next one, and ends
/// with it; each check that the line selects has its own.
struct SilenceBook: Equatable {
    /// By line and check; a line that was seen and has silenced nothing yet has no checks.
    private(set) var lines: [String: [CheckIdentity: SilenceUse]] = [:]
    /// The lines that are seen for the first time.
    private var isNew: Set<String> = []

    /// Nothing seen yet.
    init() {}

    /// Takes over what was written down.
    mutating func restore(_ line: String, _ uses: [CheckIdentity: SilenceUse]) {
        lines[line] = uses
    }

    /// Takes the lines that the file has now, and forgets those that have left it.
    mutating func look(at silences: [Silence]) {
        let texts = Set(silences.filter { $0.until == .recovery }.map(\.text))
        isNew = texts.filter { lines[$0] == nil }
        lines = lines.filter { texts.contains($0.key) }
        for text in isNew { lines[text] = [:] }
    }

    /// True if a line silences the outage of a check, which lasts or has ended since the last look.
    mutating func isSilenced(
        _ check: CheckIdentity,
        by line: String,
        _ outage: OutageBook.Outage?
    ) -> Bool {
        guard let use = lines[line]?[check] else {
            guard let outage, let start = outage.start else { return false }
            // What had ended before the line came is not the next outage.
            if outage.end != nil, isNew.contains(line) { return false }
            if outage.end == nil || outage.isDown {
                lines[line]?[check] = SilenceUse(start: start, isOver: outage.end != nil)
            }
            return true
        }
        guard !use.isOver else { return false }
        guard let outage, outage.end == nil else {
            // An outage that was too short to be down leaves the silence to the next one.
            let wasDown = outage?.isDown ?? true
            lines[line]?[check] = wasDown ? SilenceUse(start: use.start, isOver: true) : nil
            return true
        }
        guard outage.start == use.start else {
            lines[line]?[check]?.isOver = true
            return false
        }
        return true
    }

    /// True if both say the same of the same lines.
    static func == (left: SilenceBook, right: SilenceBook) -> Bool { left.lines == right.lines }
}
