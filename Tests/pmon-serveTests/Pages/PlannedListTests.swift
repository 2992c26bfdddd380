// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct PlannedListTests {
    private func html(_ windows: String, key: String? = nil) throws -> String {
        let folder = TestFolder()
        let ini = "[urls]\nurl.a = http://a/\nurl.b = http://b/\n[maintenance]\n\(windows)\n"
        let context = Fixture.context(try Fixture.snapshot(folder, ini))
        return PlannedList.html(context, key: key).text
    }

    @Test func `a window that opens every night is one line`() throws {
        let html = try html("night <b> = daily 23:00 2h UTC: a")
        #expect(html.contains("night &lt;b&gt; <time"))
        #expect(html.contains(", 1 monitor, 6 more in 7 days"))
        #expect(html.split(separator: "<li>").count == 2)
    }

    @Test func `one that is open says until when`() throws {
        #expect(try html("w = daily 11:00-13:00 UTC: *").contains("w until <time"))
    }

    @Test func `where nothing is planned there is no heading`() throws {
        #expect(
            try html("w = daily 11:00-13:00 UTC: a", key: "other") == "<div id=\"planned\"></div>"
        )
    }

    @Test func `many windows are cut`() throws {
        let windows = (1...8).map { "w\($0) = daily 1\($0):00 1h UTC: *" }.joined(separator: "\n")
        #expect(try html(windows).contains("and 3 more"))
    }
}
