// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_serve

/// What the model keeps of a record, and what a decoded record says.
struct RecordContractTests {
    @Test func `a check says what the decoded record says`() throws {
        var differences: [String] = []
        for text in OddRecords.all {
            let bytes = Array(text.utf8)
            let object = try bytes.withUnsafeBytes { try JSONParser.decode($0).object }
            let record = Record(members: try #require(object))
            var reader = CheckReader()
            let found = bytes.withUnsafeBytes { reader.check(RecordFields($0)) }
            let expected = record.result.flatMap { result in
                record.at.map { at in
                    RecordedCheck(
                        at: at.seconds,
                        state: CheckState(result),
                        milliseconds: record.milliseconds,
                        message: record.message?.text ?? found?.message ?? "",
                        hasEvidence: found?.hasEvidence ?? false,
                        isAhead: record[.clock]?.string == "ahead"
                    )
                }
            }
            if found != expected { differences.append("\(text): \(found, default: "none")") }
        }
        #expect(differences == [])
    }
}
