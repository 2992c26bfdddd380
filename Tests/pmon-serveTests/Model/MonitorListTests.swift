// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_serve

struct MonitorListTests {
    let folder = TestFolder()

    @Test func `name and group come from the configuration, by the masked address`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            "[urls]\nurl.1 = http://u:secret@a/\n[checks]\nurl.1.name = Shop\nurl.1.group = G\n",
            latest: Fixture.latestFile([("http://u:***@a/", Fixture.record())])
        )
        #expect(snapshot.monitors.map(\.name) == ["Shop"])
        #expect(snapshot.monitors.first?.url == "http://u:***@a/")
        #expect(snapshot.monitors.first?.group == "G")
        #expect(snapshot.monitors.first?.target == "url.1")
    }

    @Test func `checks more than a day ahead of the clock count as if they had not come`() throws {
        let good = (0..<9).map { Fixture.record(at: Fixture.now - 300 * Double(9 - $0)) }
        let far = [86_500.0, 1e6, 2e9].map { Fixture.record(.exceptionError, at: Fixture.now + $0) }
        let near = Fixture.record(at: Fixture.now + 600)
        func monitor(_ records: [String]) throws -> Monitor? {
            try Fixture.snapshot(folder, data: Fixture.dataFile([("http://a/", records)])).monitors
                .first
        }
        let plain = try #require(try monitor(good))
        let mixed = try #require(try monitor([far[1]] + good.prefix(4) + far + good.suffix(5)))
        #expect(mixed.result == .ok)
        #expect(mixed.runs.count == 9)
        #expect(mixed.uptimes == plain.uptimes)
        #expect(mixed.streak == plain.streak)
        #expect(mixed.runs.days == plain.runs.days)
        #expect(mixed.incidents.isEmpty)
        #expect(try monitor(good + [near])?.runs.count == 10)
        #expect(try monitor(far)?.runs.count == 0)
    }

    @Test func `since and streak come from the latest file, else from the history`() throws {
        let records = [
            Fixture.record(at: Fixture.now - 150),
            Fixture.record(.exceptionError, at: Fixture.now - 90),
            Fixture.record(.exceptionError, at: Fixture.now - 30),
        ]
        let data = Fixture.dataFile([("http://a/", records)])
        let counted = try Fixture.snapshot(
            folder,
            data: data,
            latest: Fixture.latestFile([("http://a/", records[2])])
        )
        #expect(counted.monitors.first?.streak == 2)
        #expect(counted.monitors.first?.since == Fixture.now - 90)
        let told = Fixture.record(.exceptionError, more: ",\"since\":5.5,\"streak\":77")
        let stored = try Fixture.snapshot(
            folder,
            data: data,
            latest: Fixture.latestFile([("http://a/", told)])
        )
        #expect(stored.monitors.first?.streak == 77)
        #expect(stored.monitors.first?.since == 5.5)
    }
}
