// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_serve

struct StatusAPITests {
    let folder = TestFolder()

    @Test func `it has the keys that scripts rely on`() throws {
        let snapshot = try Fixture.mixed(folder, "every = 5m\n")
        let value = try #require(StatusAPI.value(snapshot, job: nil, now: Fixture.now).object)
        #expect(value["state"] == .string("down"))
        #expect(value["age_s"] == .int(30))
        #expect(value["stale"] == .bool(false))
        #expect(
            value["counts"]?.object?.members.map(\.key) == [
                "ok", "app", "down", "maintenance", "stale", "silenced", "total",
            ]
        )
        #expect(value["counts"]?.object?["total"] == .int(3))
        #expect(value["scan"] == .null)
    }

    @Test func `the tag stays while only the age grows, and changes with the state`() throws {
        let snapshot = try Fixture.mixed(folder, "every = 5m\n")
        func tag(_ now: Double, _ job: ScanJob? = nil) -> String? {
            StatusAPI.reply(snapshot, job: job, now: now).entity?.tag
        }
        #expect(tag(Fixture.now) == tag(Fixture.now + 60))
        #expect(tag(Fixture.now) != tag(Fixture.now + 6000))
        let other = StatusAPI.reply(snapshot, job: nil, process: "p", now: Fixture.now)
        #expect(other.entity?.tag != tag(Fixture.now))
        #expect(tag(Fixture.now) != tag(Fixture.now, ScanJob(id: "1", started: 0, notify: false)))
    }

    @Test func `before the first scan nothing is known to be good`() throws {
        let snapshot = try Fixture.snapshot(folder, "[urls]\nurl.1 = http://a/\n")
        #expect(StatusAPI.name(snapshot.counts(now: Fixture.now).worst) == "stale")
    }
}
