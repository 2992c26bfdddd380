// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

@testable import PmonRecord

/// `docs/records.md` and the code name the same keys, results, reasons and exit statuses.
struct RecordDocumentTests {
    private func rows(_ heading: String) throws -> [[String]] {
        try #require(MarkdownTable.under(heading, in: try ProjectFiles.text("docs/records.md")))
            .rows
    }

    @Test func `keys are documented in the order of the code`() throws {
        #expect(try rows("Keys").map { $0[0] } == RecordKey.allCases.map { "`\($0.rawValue)`" })
    }

    @Test func `results are documented`() throws {
        #expect(
            try rows("Results").map { $0[0] } == CheckResult.allCases.map { "`\($0.rawValue)`" }
        )
    }

    @Test func `reasons are documented with their results`() throws {
        let documented = try rows("Reasons").map { [$0[0], $0[1]] }
        #expect(
            documented == Reason.allCases.map { ["`\($0.rawValue)`", "`\($0.result.rawValue)`"] }
        )
    }

    @Test func `exit statuses are documented with their meanings`() throws {
        let documented = try rows("Exit statuses")
        #expect(documented == ExitStatus.allCases.map { ["`\($0.rawValue)`", $0.meaning] })
    }
}
