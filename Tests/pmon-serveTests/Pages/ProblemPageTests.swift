// SPDX-License-Identifier: MIT

import HTTPTypes
import Testing

@testable import pmon_serve

struct ProblemPageTests {
    @Test func `it says what went wrong, and leads back`() throws {
        let folder = TestFolder()
        let context = Fixture.context(try Fixture.snapshot(folder))
        let text = ProblemPage.html(context, status: .tooManyRequests, detail: "wait <4> s").text
        #expect(text.contains("<title>429 Too Many Requests · pmon test</title>"))
        #expect(
            text.contains("<p>Wait &lt;4&gt; s.</p>") && text.contains("href=\"/\">All monitors")
        )
    }
}
