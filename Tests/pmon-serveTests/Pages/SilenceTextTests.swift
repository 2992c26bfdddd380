// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import Testing

@testable import pmon_serve

struct SilenceTextTests {
    private static let down = [
        ("http://a/", Fixture.record(.exceptionError, message: "\"refused\"")),
        ("http://b/", Fixture.record()),
    ]

    private func snapshot(_ silences: String) throws -> Snapshot {
        let folder = TestFolder()
        try folder.write("pmon.silence", silences)
        return try Fixture.snapshot(
            folder,
            "[urls]\nurl.a = http://a/\nurl.b = http://b/\n",
            latest: Fixture.latestFile(Self.down)
        )
    }

    @Test func `a silenced failure counts as failing, and says which line silences it`() throws {
        let snapshot = try snapshot("# none\n* until recovery # ops: http://u:secret@a/ <i>\n")
        let context = Fixture.context(snapshot)
        let counts = snapshot.counts(now: Fixture.now)
        #expect(counts[.down] == 1)
        #expect(counts.silenced == 1)
        let list = ListPage.html(context, query: ListQuery()).text
        #expect(list.contains("1 of 2 down"))
        #expect(list.contains("1 silenced"))
        #expect(list.contains("class=\"down silenced\""))
        let monitor = try #require(snapshot.monitors.first)
        let detail = DetailPage(monitor: monitor, context: context, range: .day, part: 0).html.text
        #expect(detail.contains("silenced until recovery by line 2"))
        #expect(!detail.contains("secret"))
        #expect(!detail.contains("<i>"))
        // One that is well has no outage to be silenced.
        #expect(snapshot.monitors.last?.silence == nil)
    }

    @Test func `a silence ends at its time`() throws {
        let past = try snapshot("a until 2026-11-22 12:00 UTC\n")
        #expect(past.monitors.first?.silence == nil)
        let present = try snapshot("a until 2026-11-22 12:01 UTC\n")
        #expect(present.monitors.first?.silence?.line == 1)
        #expect(
            SilenceText.end(try #require(present.monitors.first?.silence), now: Fixture.now)
                .hasPrefix("until ")
        )
    }

    @Test func `a wrong line is told to the owner, not to visitors`() throws {
        var context = Fixture.context(try snapshot("a forever\n"))
        #expect(ListPage.html(context, query: ListQuery()).text.contains("pmon.silence:1: "))
        context.isOwner = false
        #expect(!ListPage.html(context, query: ListQuery()).text.contains("pmon.silence"))
    }
}
