// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct PageContextTests {
    let folder = TestFolder()

    @Test func `the mark has the parts that the script compares`() throws {
        var context = Fixture.context(try Fixture.mixed(folder))
        context.job = ScanJob(id: "7", started: 0, notify: false)
        context.process = "p"
        #expect(
            context.mark
                == "p \(context.snapshot.revision) down 2 of 3 failing: 1 down, 1 application error 0 7 running"
        )
        #expect(
            Assets.script.contains(
                "state.process, state.revision, state.banner, state.headline, state.counts.stale, state.scan?.id"
            )
        )
    }

    @Test func `under the heading of its day a time is the clock alone`() throws {
        let context = Fixture.context(try Fixture.snapshot(folder))
        let before = Fixture.now - 10 * 86_400
        let clock = LocalTime.clock(before)
        #expect(context.time(before, day: LocalTime.date(before)).text.contains(">\(clock)<"))
        #expect(context.time(before, day: "2000-01-01").text.contains(" \(clock)<"))
    }

    @Test func `a time has its exact instant beside it`() throws {
        let context = Fixture.context(try Fixture.snapshot(folder))
        #expect(
            context.time(Fixture.now).text.contains(
                "datetime=\"\(LocalTime.rfc3339(Fixture.now))\""
            )
        )
    }
}
