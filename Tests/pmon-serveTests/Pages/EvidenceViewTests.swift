// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_serve

struct EvidenceViewTests {
    let folder = TestFolder()

    private func evidence(_ more: String, _ result: String = "down") throws -> String {
        let record = Fixture.record(result == "ok" ? .success : .exceptionError, more: more)
        let snapshot = try Fixture.snapshot(
            folder,
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
        #expect(text.contains("<h3>Logs</h3><p class=\"empty\">empty</p>"))
        #expect(!text.contains("Memory"))
        #expect(text.contains("<b>v</b>"))
    }

    @Test func `a long text is cut to its end, and says so`() throws {
        let lines = (1...500).map { "line\($0)" }.joined(separator: "\\n")
        let text = try evidence(",\"logs\":\"\(lines)\"")
        #expect(text.contains("The last 200 of 500 lines"))
        #expect(text.contains("line500") && !text.contains("line300\n"))
    }

    @Test func `it can be taken away as a file`() throws {
        let text = try evidence(#","logs":"x""#)
        #expect(text.contains("/evidence.txt\" download>Download as text</a>"))
    }

    @Test func `where there is none the reason is told`() throws {
        #expect(try evidence("").contains("no [remote] entry"))
        #expect(try evidence("", "ok").contains("only failing runs"))
    }
}
