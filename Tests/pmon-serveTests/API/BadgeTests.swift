// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_serve

struct BadgeTests {
    let folder = TestFolder()

    @Test func `it says the state in words`() throws {
        let snapshot = try Fixture.mixed(folder, "every = 1m\n")
        #expect(Badge(snapshot, now: Fixture.now).text == "1 down")
        #expect(Badge(snapshot, now: Fixture.now + 1000).text == "stale")
        #expect(
            Badge(snapshot.monitors[0], state: .ok).svg.text.contains(
                "aria-label=\"http://a.example.org/: ok\""
            )
        )
        #expect(Badge(snapshot, now: Fixture.now).shields.object?["schemaVersion"] == .int(1))
    }
}
