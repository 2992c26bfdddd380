// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct PlannedWindowTests {
    private static let ini = """
        [urls]
        url.a = http://a/
        url.b = http://b/
        [maintenance]
        open = 2026-11-22 10:00 .. 2026-11-22 14:00 UTC: a
        night = daily 23:00 2h UTC: *
        far = 2026-12-24 10:00 .. 2026-12-24 14:00 UTC: *
        past = 2026-11-20 10:00 .. 2026-11-20 14:00 UTC: *

        """

    @Test func `openings of the next seven days are known, those that are open as a whole`() throws
    {
        let folder = TestFolder()
        let snapshot = try Fixture.snapshot(folder, Self.ini)
        let planned = snapshot.planned(now: Fixture.now)
        #expect(planned.map(\.name) == ["open"] + Array(repeating: "night", count: 7))
        #expect(planned.first?.from == Fixture.now - 7200)
        #expect(planned.first?.until == Fixture.now + 7200)
        #expect(planned.first?.keys == [MonitorKey.of("http://a/")])
        #expect(planned[1].keys.count == 2)
        #expect(planned.filter { $0.isOpen(now: Fixture.now) }.map(\.name) == ["open"])
        #expect(Set(planned.map(\.id)).count == 8)
    }

    @Test func `what has ended since is gone, and a monitor has its own`() throws {
        let folder = TestFolder()
        let snapshot = try Fixture.snapshot(folder, Self.ini)
        #expect(!snapshot.planned(now: Fixture.now + 7200).contains { $0.name == "open" })
        let other = snapshot.planned(now: Fixture.now, key: MonitorKey.of("http://b/"))
        #expect(other.count == 7)
    }
}
