// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct EvidenceReaderTests {
    @Test func `processes and logs come before the rest`() throws {
        let record = MailFixture.record(
            "http://a/",
            .exceptionError,
            [
                "memory": .string("MemFree: 1 kB"), "file.system": .string("Filesystem\n/dev"),
                "logs": .string("x"), "ssh": .strings(["nginx", "nginx: worker"]),
            ]
        )
        let evidence = try #require(Report.Evidence(record, name: "a"))
        #expect(evidence.blocks.map(\.title) == ["processes", "logs", "file systems", "memory"])
        #expect(evidence.blocks[0].lines == ["nginx", "nginx: worker"])
        #expect(evidence.blocks.map(\.omitted) == [0, 0, 0, 0])
    }

    @Test func `what the verdict has said of an unreachable machine is no evidence`() {
        let text = "cannot look into pmon@db1: connection refused"
        let record = MailFixture.record(
            "http://a/",
            .exceptionError,
            ["ssh": .strings([text]), "verdict": .string(text)]
        )
        #expect(Report.Evidence(record, name: "a") == nil)
    }

    @Test func `a record without evidence has none`() {
        #expect(
            Report.Evidence(
                MailFixture.record("http://a/", .exceptionError, ["logs": .string("")]),
                name: "a"
            ) == nil
        )
    }

    @Test func `forty lines and 4 KB are kept, and the rest is counted`() throws {
        let lines = (0..<100).map { "line \($0)" }.joined(separator: "\n")
        let record = MailFixture.record(
            "http://a/",
            .exceptionError,
            ["logs": .string(lines), "memory": .string("m")]
        )
        let evidence = try #require(Report.Evidence(record, name: "a"))
        // The newest lines of a log, and room for what follows it.
        #expect(evidence.blocks[0].lines.count == 39)
        #expect(evidence.blocks[0].lines.last == "line 99")
        #expect(evidence.blocks[0].omitted == 61)
        #expect(evidence.blocks[1].lines == ["m"])
        #expect(Report().lines(evidence.blocks[0]).first == "… 61 earlier lines")
        let wide = (0..<39).map { _ in String(repeating: "w", count: 500) }.joined(separator: "\n")
        let bounded = try #require(
            Report.Evidence(
                MailFixture.record("http://a/", .exceptionError, ["logs": .string(wide)]),
                name: "a"
            )
        )
        #expect(bounded.blocks[0].lines.reduce(0) { $0 + $1.utf8.count } <= 4096)
        #expect(bounded.blocks[0].lines.count + bounded.blocks[0].omitted == 39)
    }
}
