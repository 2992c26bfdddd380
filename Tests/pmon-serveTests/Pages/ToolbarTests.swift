// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ToolbarTests {
    let folder = TestFolder()

    @Test func `what was asked for is chosen`() throws {
        let context = Fixture.context(try Fixture.mixed(folder))
        let query = ListQuery(FormFields("q=a%22b&state=failing&sort=name&bars=90d"))
        let text = Toolbar.html(context, query: query).text
        #expect(text.contains("value=\"a&quot;b\""))
        for value in ["failing", "name", "90d"] {
            #expect(text.contains("value=\"\(value)\" selected"))
        }
        #expect(text.contains("Failing (2)"))
    }

    @Test func `nothing to search has no form`() throws {
        let context = Fixture.context(try Fixture.snapshot(folder))
        #expect(Toolbar.html(context, query: ListQuery()).text.isEmpty)
    }
}
