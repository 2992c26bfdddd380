// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonRecord

/// Recognises records that lie in the future by more than a day, as a wrong clock makes them.
///
/// They are stored and marked with `clock`, and stand in the latest file only while their check has no other record.
struct ClockRule {
    private var rule: FutureRule

    /// The latest instant that is not ahead.
    var limit: Timestamp { rule.limit }

    init(now: Timestamp = .now()) {
        rule = FutureRule(now: now)
    }

    /// True if the record was marked when it came, or lies in the future now.
    func isAhead(_ facts: RecordFacts) -> Bool { rule.isAhead(facts) }

    /// Marks a record of one line that lies in the future; returns whether it does.
    ///
    /// Given the whole seconds of its `at`, most records cost no look at them.
    mutating func mark(_ record: inout [UInt8], seconds: Int? = nil) -> Bool {
        if let seconds, Double(seconds) + 1 < limit.seconds { return false }
        // The clock may have gone on since the limit was set.
        rule = FutureRule()
        let facts = record.withUnsafeBytes { RecordFacts($0) }
        guard isAhead(facts) else { return false }
        guard !facts.isAhead, record.last == UInt8(ascii: "}") else { return true }
        var line: [UInt8] = Array("{".utf8)
        record.withUnsafeBytes {
            RecordLine.appendMembers(of: $0, without: ["clock"], to: &line)
        }
        record = line + Array("\"clock\":\"ahead\"}".utf8)
        return true
    }

    /// Removes the mark that a record of one line has brought along: the system's clock decides.
    static func removeMark(_ record: inout [UInt8]) {
        guard record.withUnsafeBytes({ RecordFields($0).isAhead }) else { return }
        var line: [UInt8] = Array("{".utf8)
        record.withUnsafeBytes { RecordLine.appendMembers(of: $0, without: ["clock"], to: &line) }
        if line.last == UInt8(ascii: ",") { line.removeLast() }
        record = line + Array("}".utf8)
    }
}
