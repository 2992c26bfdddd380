// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct ProcessReportTests {
    private func report(_ ssh: [String], verdict: String? = nil) -> ProcessReport {
        ProcessReport(ssh, verdict: verdict)
    }

    @Test func `lines are counted, also those left out, and the marker is named`() {
        let report = report(["1 java -jar shop", "2 java", EvidenceSentence.more(40).text])
        #expect(report.lines.count == 2 && report.count == 42)
        let text = report.html(marker: "java").text
        #expect(text.contains("<small>42 lines with <code>java</code></small>"))
        #expect(!text.contains("lines more"))
    }

    @Test func `a marker that these lines were not found by is not named`() {
        let text = report(["1 java"]).html(marker: "nginx").text
        #expect(text.contains("<small>1 line</small>") && !text.contains("nginx"))
    }

    @Test func `a marker that no line holds is said, escaped`() {
        let sentence = EvidenceSentence.missing(command: "ps aux", marker: "<nginx>").text
        let report = report([sentence])
        #expect(report.missing == "<nginx>" && report.lines.isEmpty)
        let text = report.html(marker: "<nginx>").text
        #expect(text.contains("marker not found:</b> no process line holds <code>&lt;nginx&gt;"))
    }

    @Test func `where SSH failed that stands alone`() {
        let failed = EvidenceSentence.failed(machine: "pmon@db1", reason: "connection refused")
        let text = report([failed.text]).html(marker: "java").text
        #expect(text.contains("SSH failed:</b> pmon@db1: connection refused"))
        #expect(!text.contains("Processes"))
        let refused = "the address names no machine"
        #expect(report([refused], verdict: refused).failure == refused)
        #expect(report([refused], verdict: "something else").lines == [refused])
    }

    @Test func `what is incomplete or not looked for is said`() {
        let incomplete = EvidenceSentence.incomplete(machine: "pmon@db1", reason: "cut").text
        let some = report(["1 java", incomplete])
        #expect(some.notes == [incomplete] && some.count == 1)
        #expect(some.html(marker: nil).text.contains(incomplete))
        let none = report([EvidenceSentence.notAsked.text]).html(marker: nil).text
        #expect(none.contains("No process to look for is configured"))
    }
}
