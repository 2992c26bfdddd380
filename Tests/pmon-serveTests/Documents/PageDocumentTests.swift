// SPDX-License-Identifier: MIT

import Testing
import TestSupport

@testable import pmon_serve

/// `docs/page.md` and the code name the same states, addresses and values of queries.
struct PageDocumentTests {
    private func table(_ heading: String) throws -> MarkdownTable {
        try #require(MarkdownTable.under(heading, in: try ProjectFiles.text("docs/page.md")))
    }

    @Test func `each state stands there with its sign, its word and its name`() throws {
        let rows = try table("States").rows.map { Array($0.prefix(3)) }
        let states: [CheckState] = [
            .ok, .app, .down, .maintenance, .stale, .noData, .removed,
        ]
        #expect(rows == states.map { [String($0.glyph), $0.word, "`\($0.name)`"] })
    }

    @Test func `the help page's addresses stand there`() throws {
        let names = Set(try table("Addresses").names())
        for (path, _) in HelpPage.addresses where !path.contains("?") {
            #expect(names.contains(path), "\(path)")
        }
    }

    @Test func `the values that queries take stand there`() throws {
        let rows = try table("Queries").rows
        func values(_ name: String) -> [String] {
            rows.first { $0[0] == "`\(name)`" }.map { MarkdownTable.quoted($0[1]) } ?? []
        }
        #expect(values("state") == ListQuery.Filter.allCases.map(\.rawValue))
        #expect(values("sort") == ListQuery.Order.allCases.map(\.rawValue))
        #expect(values("bars") == StripKind.allCases.map(\.rawValue))
        #expect(values("range") == DetailPage.Range.allCases.map(\.rawValue))
        #expect(rows.contains { $0[1] == "1 to 10000, by default \(MonitorAPI.pageSize)" })
    }
}
