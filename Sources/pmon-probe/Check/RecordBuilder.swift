// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonText

/// Turns what a check found out into its record.
///
/// What a server or a configuration makes long is cut, so that no record exceeds the megabyte that a line may have.
enum RecordBuilder {
    /// Bytes of a sentence, an address of a server's, a name in a certificate.
    static let longestText = 2000
    /// Unmet expectations and warnings listed, each.
    static let mostSentences = 64

    /// Appends the record of one check, a line without its newline.
    static func append(
        _ outcome: CheckOutcome,
        target: ProbeTarget,
        scan: ScanIdentity,
        began: Timestamp,
        to bytes: inout [UInt8]
    ) {
        JSONObjectWriter.append(to: &bytes) { record in
            record.add(.url, target.url)
            record.add(.time, began.local)
            record.add(.result, outcome.result.rawValue)
            switch outcome.message {
            case .text(let text): record.add(.message, text.cut(to: longestText))
            case .status(let status): record.add(.message, status)
            }
            record.add(.at, fixed: began.microseconds, decimals: 6)
            record.add(.run, scan.run)
            record.add(.of, scan.count)
            record.add(.target, target.key)
            record.add(.monitor, scan.monitor)
            record.add(.place, scan.place)
            if !target.windows.isEmpty {
                record.add(.maintenance, target.windows.first(at: began)?.name)
            }
            record.add(.status, outcome.status.flatMap(Self.possibleStatus))
            record.add(.reason, outcome.reason?.rawValue)
            let unmet = outcome.unmet
            if !unmet.isEmpty { record.add(.failed, list(unmet.map(\.sentence))) }
            if !outcome.warnings.isEmpty { record.add(.warnings, list(outcome.warnings)) }
            outcome.times.add(to: &record)
            record.add(.address, outcome.peer)
            if let addresses = outcome.addresses {
                record.add(.addresses, .array(addresses.list.map(\.json)))
            }
            if let steps = outcome.steps { record.add(.steps, .array(steps.list.map(\.json))) }
            record.add(.http, outcome.httpVersion)
            record.add(.size, outcome.size)
            if outcome.isTruncated { record.add(.truncated, .bool(true)) }
            if outcome.redirects > 0 { record.add(.redirects, outcome.redirects) }
            record.add(.location, outcome.location?.cut(to: longestText))
            if let certificate = outcome.certificate?.masked(by: target.mask) {
                record.add(.certificate, certificate.json(at: began))
            }
            if outcome.attempts > 1 { record.add(.attempts, outcome.attempts) }
            if let answer = outcome.answer { record.add(.response, answer.json) }
        }
    }

    /// A status that is one.
    static func possibleStatus(_ status: Int) -> Int? {
        StatusRanges.possible.contains(status) ? status : nil
    }

    /// The first of the sentences, each of a sensible length, and how many more there are.
    private static func list(_ sentences: [String]) -> JSONValue {
        let shown = sentences.count > mostSentences ? mostSentences - 1 : sentences.count
        var list = sentences.prefix(shown).map { $0.cut(to: longestText) }
        if shown < sentences.count { list.append("… and \(sentences.count - shown) more") }
        return .strings(list)
    }
}

extension JSONObjectWriter {
    /// Adds a string, if there is one.
    fileprivate mutating func add(_ key: RecordKey, _ value: String?) {
        if let value { add(key.rawValue, value) }
    }

    /// Adds an integer, if there is one.
    fileprivate mutating func add(_ key: RecordKey, _ value: Int?) {
        if let value { add(key.rawValue, value) }
    }

    fileprivate mutating func add(_ key: RecordKey, fixed scaled: Int64, decimals: Int) {
        add(key.rawValue, fixed: scaled, decimals: decimals)
    }

    fileprivate mutating func add(_ key: RecordKey, _ value: JSONValue) {
        add(key.rawValue, value)
    }
}
