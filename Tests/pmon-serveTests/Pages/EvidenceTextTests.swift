// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct EvidenceTextTests {
    let folder = TestFolder()

    private func text(_ more: String, _ ini: String = "") throws -> EvidenceText {
        let record = Fixture.record(.exceptionError, message: "503", more: more)
        let snapshot = try Fixture.snapshot(
            folder,
            ini,
            latest: Fixture.latestFile([("http://a/", record)])
        )
        let monitor = try #require(snapshot.monitors.first)
        return EvidenceText(monitor: monitor, at: Fixture.now, record: monitor.record)
    }

    @Test func `all parts are there, uncut`() throws {
        let logs = (1...500).map { "line\($0)" }.joined(separator: "\\n")
        let text = try text(
            ",\"ssh\":[\"one\",\"two\"],\"memory\":\"\",\"logs\":\"\(logs)\",\"verdict\":\"v\""
        ).text
        #expect(text.hasPrefix("http://a/\n2026-11-22 "))
        #expect(text.contains("\nDOWN 503 Service Unavailable\nverdict: v\n"))
        #expect(text.contains("--- processes ---\none\ntwo\n"))
        #expect(text.contains("--- memory ---\n(empty)\n"))
        #expect(text.contains("line1\n") && text.hasSuffix("line500\n"))
        #expect(!text.contains("disks"))
    }

    @Test func `the file's name holds nothing that means anything to anybody`() throws {
        let name = try text(
            "",
            "[urls]\nurl.1 = http://a/\n[checks]\nurl.1.name = ../é\";\\x y\n"
        ).fileName
        #expect(name.hasPrefix("pmon-..-x-y-2026-11-22-"))
        #expect(name.hasSuffix(".txt"))
    }
}
