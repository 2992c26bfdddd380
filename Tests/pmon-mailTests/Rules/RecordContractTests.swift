// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_mail

/// What the rules know of a record, and what the decoded record says.
struct RecordContractTests {
    @Test func `an entry says what the decoded record says`() throws {
        var differences: [String] = []
        for text in OddRecords.all {
            let bytes = Array(text.utf8)
            let object = try bytes.withUnsafeBytes { try JSONParser.decode($0).object }
            let expected = values(Record(members: try #require(object)))
            let found = bytes.withUnsafeBytes { (try? Entry(RecordFields($0))).map(values) }
            if found != expected { differences.append("\(text): \(found, default: "none")") }
        }
        #expect(differences == [])
    }

    private func values(_ entry: Entry) -> [String] {
        let name = [entry.check.name.target, entry.check.name.place].map {
            $0.map { String(decoding: $0, as: UTF8.self) }
        }
        let values: [Any?] = [
            entry.url.text, name, entry.result, entry.at, entry.run, entry.of, entry.since,
            entry.streak, entry.previous,
        ]
        return values.map { "\($0, default: "none")" }
    }

    /// The same of the decoded record; nil if it lacks a field that the rules need.
    private func values(_ record: Record) -> [String]? {
        guard record.seedProblem == nil, let at = record.at else { return nil }
        let values: [Any?] = [
            record.url, [record.target, record.place], record.result, at, record.run, record.of,
            record.number(.since).map(Timestamp.init(seconds:)) ?? at,
            max(1, record.integer(.streak) ?? 1),
            record[.previous]?.string.flatMap(CheckResult.init(rawValue:)),
        ]
        return values.map { "\($0, default: "none")" }
    }
}
