// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct EvidenceViewTests {
    let folder = TestFolder()

    private func evidence(_ more: String, _ result: String = "down", ini: String = "") throws
        -> String
    {
        let record = Fixture.record(result == "ok" ? .success : .exceptionError, more: more)
        let snapshot = try Fixture.snapshot(
            folder,
            ini,
            latest: Fixture.latestFile([("http://a/", record)])
        )
        return EvidenceView.html(
            try #require(snapshot.monitors.first),
            context: Fixture.context(snapshot)
        ).text
    }

    @Test func `each part is shown, an empty one says so`() throws {
        let text = try evidence(#","ssh":["one","two"],"logs":"","memory":null,"verdict":"v""#)
        #expect(text.contains("2 lines") && text.contains("one\ntwo"))
        #expect(text.contains("<h3>Logs</h3><p class=\"empty\">empty output</p>"))
        #expect(!text.contains("Memory"))
        #expect(text.contains("<b>v</b>"))
    }

    @Test func `a long text is cut to its end, and says so`() throws {
        let lines = (1...500).map { "line\($0)" }.joined(separator: "\\n")
        let text = try evidence(",\"logs\":\"\(lines)\"")
        #expect(text.contains("Truncated: the last 200 of 500 lines, 1599 of 3891 bytes."))
        #expect(text.contains("line500") && !text.contains("line300\n"))
    }

    @Test func `it can be taken away as a file`() throws {
        let text = try evidence(#","logs":"x""#)
        #expect(text.contains("/evidence.txt\" download>Download as text</a>"))
    }

    @Test func `where there is none the reason is told`() throws {
        #expect(try evidence("").contains("not configured: this address has no [remote] entry"))
        let remote = "[urls]\nurl.1 = http://a/\n[remote]\nurl.1.type = ssh\nurl.1.user = u\n"
        #expect(try evidence("", ini: remote).contains("did not pass through pmon-ssh"))
        #expect(try evidence("", "ok", ini: remote).contains("only failing runs collect it"))
    }

    @Test func `where SSH failed it is said once`() throws {
        let reason = "cannot look into u@a: connection refused"
        let text = try evidence(",\"ssh\":[\"\(reason)\"],\"verdict\":\"\(reason)\"")
        #expect(text.contains("SSH failed:</b> u@a: connection refused"))
        #expect(!text.contains("class=\"verdict\""))
    }

    @Test func `marker and pattern of the configuration stand beside what they found`() throws {
        let text = try evidence(
            #","ssh":["1 java"],"logs":"a\nb""#,
            ini: """
                [urls]
                url.1 = http://a/
                [remote]
                url.1.type = ssh
                url.1.user = u
                url.1.process = java
                url.1.log.pattern = [ab]

                """
        )
        #expect(text.contains("1 line with <code>java</code>"))
        #expect(text.contains("2 matches for <code>[ab]</code>"))
        #expect(text.contains("only failing runs collect"))
    }
}
