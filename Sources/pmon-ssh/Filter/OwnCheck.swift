// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord

/// A check that pmon-ssh makes by itself: whether the process is there.
struct OwnCheck: Sendable, Equatable {
    /// The key in `[urls]`.
    let target: String
    /// Start of the scan it belongs to: Unix milliseconds.
    let run: Int?
    /// When it began.
    let begin: Timestamp

    /// The record of the check.
    func record(_ entry: Inventory.Entry, _ settings: PmonSettings, _ evidence: Evidence) -> Record
    {
        var record = seed(entry, settings)
        switch evidence.process {
        case .found, .notAsked:
            record.result = .success
            record.message = .ok
        case .missing, .ended, .stopped:
            fail(&record, .process, evidence.processFailure ?? "")
        case .unknown(let reason):
            fail(
                &record,
                evidence.failure?.kind.reason ?? .protocolError,
                evidence.failureText
                    ?? EvidenceSentence.unknown(machine: evidence.machine, reason: reason).text
            )
        }
        for member in evidence.members { record[member.key] = member.value }
        return record
    }

    /// The record of a check that could not be made.
    func record(
        _ entry: Inventory.Entry,
        _ settings: PmonSettings,
        _ failure: VisitFailure
    ) -> Record {
        var record = seed(entry, settings)
        fail(&record, failure.kind == .name ? .url : failure.kind.reason, failure.text)
        // A wrong setting is no evidence.
        guard failure.kind != .config else { return record }
        for member in Enrichment.excuse(failure.text) { record[member.key] = member.value }
        return record
    }

    private func seed(_ entry: Inventory.Entry, _ settings: PmonSettings) -> Record {
        var record = Record()
        record.url = entry.target.redacted
        record.time = begin.local
        record.result = .exceptionError
        record.message = .ok
        record.at = begin
        record.run = run
        record.target = entry.target.key
        record[.monitor] = .string(settings.id)
        record.place = settings.place
        if let window = entry.windows.first(at: begin) {
            record[.maintenance] = .string(window.name)
        }
        return record
    }

    private func fail(_ record: inout Record, _ reason: Reason, _ text: String) {
        record.result = reason.result
        record.message = .text(text)
        record.reason = reason
    }
}
