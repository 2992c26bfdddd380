// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct PageContextTests {
    let folder = TestFolder()

    @Test func `the mark has the parts that the script compares`() throws {
        var context = Fixture.context(try Fixture.mixed(folder))
        context.job = ScanJob(id: "7", started: 0, notify: false)
        #expect(context.mark == "\(context.snapshot.revision) down 1 of 3 down 0 7 running")
        #expect(
            Assets.script.contains(
                "state.revision, state.banner, state.headline, state.counts.stale, state.scan?.id"
            )
        )
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
