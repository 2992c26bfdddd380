// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_serve

struct BadgeTests {
    let folder = TestFolder()

    @Test func `what was never checked is not counted as good`() throws {
        let ini = "[urls]\nurl.1 = http://a/\nurl.2 = http://b/\n"
        let latest = Fixture.latestFile([("http://a/", Fixture.record())])
        let snapshot = try Fixture.snapshot(folder, ini, latest: latest)
        #expect(Badge(snapshot, now: Fixture.now).text == "1 ok")
        let whole = try Fixture.snapshot(folder, "[urls]\nurl.1 = http://a/\n", latest: latest)
        #expect(Badge(whole, now: Fixture.now).text == "all 1 ok")
    }

    @Test func `it says the state in words`() throws {
        let snapshot = try Fixture.mixed(folder, "every = 1m\n")
        #expect(Badge(snapshot, now: Fixture.now).text == "2 failing")
        #expect(Badge(snapshot, now: Fixture.now + 1000).text == "stale")
        #expect(
            Badge(snapshot.monitors[0], state: .ok).svg.text.contains(
                "aria-label=\"http://a.example.org/: ok\""
            )
        )
        // Letters of East Asia and pictures are wider than those of Latin.
        #expect(Badge.width("監視サーバ") > Badge.width("abcdef") + 15)
        #expect(Badge.width("🚀🚀🚀") > Badge.width("aaa"))
        #expect(Badge(snapshot, now: Fixture.now).shields.object?["schemaVersion"] == .int(1))
    }
}
