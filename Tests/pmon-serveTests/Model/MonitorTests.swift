// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct MonitorTests {
    let folder = TestFolder()

    private func monitor(_ more: String) throws -> Monitor {
        let latest = Fixture.latestFile([("http://a/", Fixture.record(more: more))])
        return try #require(try Fixture.snapshot(folder, latest: latest).monitors.first)
    }

    @Test(arguments: [
        (",\"ssh\":[\"x\"]", true), (",\"logs\":\"\"", true), (",\"memory\":null", false),
        ("", false),
    ])
    func `a part that is there is evidence, null is none`(more: String, has: Bool) throws {
        #expect(try monitor(more).hasEvidence == has)
    }

    @Test func `it is stale beyond the limit alone`() throws {
        let monitor = try monitor("")
        #expect(monitor.state(now: Fixture.now, staleAfter: 30) == .ok)
        #expect(monitor.state(now: Fixture.now + 1, staleAfter: 30) == .stale)
        #expect(monitor.state(now: Fixture.now + 1e9, staleAfter: nil) == .ok)
        // A clock that was ahead blinds nobody.
        #expect(monitor.state(now: Fixture.now - 61, staleAfter: 30) == .stale)
        #expect(monitor.state(now: Fixture.now - 59, staleAfter: 30) == .ok)
    }
}
