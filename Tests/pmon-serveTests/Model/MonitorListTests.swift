// SPDX-License-Identifier: MIT

import PmonRecord
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

    /// A latest file of one address with checks, each `TARGET PLACE RESULT`.
    private func latest(_ checks: [(String, String?, CheckResult)]) -> String {
        let records = checks.map { target, place, result in
            let place = place.map { #","place":"\#($0)""# } ?? ""
            return Fixture.record(result, more: #","target":"\#(target)"\#(place)"#)
        }
        let list = #","checks":[\#(records.joined(separator: ","))]}"#
        return Fixture.latestFile([("http://a/", records[0].dropLast() + list)])
    }

    private static let shared = """
        [urls]
        url.1 = http://a/
        url.2 = http://a/
        url.3 = http://b/
        [checks]
        url.2.name = Shop
        """

    @Test func `each check of an address is a monitor, named by its name, else by its target`()
        throws
    {
        let snapshot = try Fixture.snapshot(
            folder,
            Self.shared,
            latest: latest([("url.1", nil, .exceptionError), ("url.2", nil, .success)])
        )
        #expect(snapshot.monitors.map(\.name) == ["http://b/", "url.1", "Shop"])
        #expect(snapshot.monitors.map(\.result) == [.noData, .down, .ok])
        let keys = snapshot.monitors.map(\.key)
        #expect(Set(keys).count == 3)
        #expect(keys[0] == MonitorKey.of("http://b/"))
        let old = MonitorKey.of("http://a/")
        #expect(!keys.contains(old))
        #expect(snapshot.monitor(old)?.name == "url.1")
        #expect(snapshot.sharedAddress(old) == "http://a/")
        #expect(snapshot.sharedAddress(keys[0]) == nil)
    }

    @Test func `places of a target stand together and are counted`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            Self.shared,
            latest: latest([
                ("url.2", "rome", .success), ("url.2", "wien", .exceptionError),
                ("url.2", "berlin", .success), ("url.1", nil, .success),
            ])
        )
        let names = ["http://b/", "url.1", "Shop (berlin)", "Shop (rome)", "Shop (wien)"]
        #expect(snapshot.monitors.map(\.name) == names)
        #expect(
            snapshot.monitors.compactMap(\.places).map { "\($0.well)/\($0.of)" } == [
                "2/3", "2/3", "2/3",
            ]
        )
        #expect(snapshot.counts(now: Fixture.now)[.down] == 1)
    }

    @Test func `a check that left the latest file is removed, and keeps the key of the other one`()
        throws
    {
        let records = ["url.1", "url.9"].map { Fixture.record(more: #","target":"\#($0)""#) }
        let snapshot = try Fixture.snapshot(
            folder,
            "[urls]\nurl.1 = http://a/\n",
            data: Fixture.dataFile([("http://a/", records)]),
            latest: Fixture.latestFile([("http://a/", records[0])])
        )
        #expect(snapshot.monitors.map(\.isRemoved).sorted { !$0 && $1 } == [false, true])
        #expect(snapshot.monitor(MonitorKey.of("http://a/"))?.isRemoved == false)
        #expect(snapshot.monitors.first { $0.isRemoved }?.target == "url.9")
    }

    @Test func `a target that got another key is the check that is there`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            "[urls]\nurl.new = http://a/\n",
            latest: Fixture.latestFile([
                ("http://a/", Fixture.record(more: #","target":"url.old""#))
            ])
        )
        #expect(snapshot.monitors.map(\.target) == ["url.new"])
        #expect(snapshot.monitors.map(\.result) == [.ok])
    }

    private static let windows = "[urls]\nurl.a = http://a/\nurl.b = http://b/\n[maintenance]\n"

    /// A snapshot of a failing and a good monitor.
    private func planned(_ window: String, more: String = "", every: String = "none")
        throws -> Snapshot
    {
        let folder = TestFolder()
        let records = [
            ("http://a/", Fixture.record(.exceptionError, message: "\"refused\"", more: more)),
            ("http://b/", Fixture.record()),
        ]
        return try Fixture.snapshot(
            folder,
            "every = \(every)\n" + Self.windows + window + "\n",
            data: Fixture.dataFile(
                records.map { ($0.0, [Fixture.record(at: Fixture.now - 90), $0.1]) }
            ),
            latest: Fixture.latestFile(records)
        )
    }

    @Test(arguments: [
        ("w = daily 11:00-13:00 UTC: a", "", "w until"),
        ("x = daily 01:00-02:00 UTC: a", ",\"maintenance\":\"old\"", "old"),
    ])
    func `a check in a window, by configuration or record, is never down`(
        window: String,
        more: String,
        text: String
    ) throws {
        let snapshot = try planned(window, more: more)
        let context = Fixture.context(snapshot)
        let monitor = try #require(snapshot.monitors.first)
        #expect(snapshot.state(monitor, now: Fixture.now) == .maintenance)
        #expect(monitor.maintenance?.text(now: Fixture.now).hasPrefix(text) ?? false)
        #expect(monitor.incidents.isEmpty)
        #expect(snapshot.changes.isEmpty)
        let counts = snapshot.counts(now: Fixture.now)
        #expect((counts[.maintenance], counts.failing, counts.worst) == (1, 0, .ok))
        let banner = Banner(snapshot, now: Fixture.now)
        #expect(banner.headline == "1 OK, 1 under maintenance")
        #expect(banner.title == nil)
        #expect(Badge(monitor, state: .maintenance).text == "maintenance")
        let html = ListPage.html(context, query: ListQuery()).text
        #expect(html.contains("<tr class=\"maintenance\""))
        #expect(!html.contains("<tr class=\"down"))
        let metrics = Metrics(snapshot: snapshot, now: Fixture.now).text
        #expect(
            metrics.contains("pmon_maintenance{url=\"http://a/\",target=\"url.a\",name=\"a\"} 1\n")
        )
        #expect(
            metrics.contains("pmon_maintenance{url=\"http://b/\",target=\"url.b\",name=\"b\"} 0\n")
        )
        #expect(!metrics.contains("pmon_up{url=\"http://a/\""))
    }

    @Test func `a stale check under maintenance is stale`() throws {
        let snapshot = try planned("w = daily 11:00-13:00 UTC: a", every: "10s")
        #expect(snapshot.counts(now: Fixture.now)[.stale] == 2)
    }

    @Test func `other windows count for the whole past as soon as they are configured`() throws {
        let folder = TestFolder()
        try folder.write(
            "pmon.json",
            Fixture.dataFile([
                (
                    "http://a/",
                    [Fixture.record(.exceptionError), Fixture.record(at: Fixture.now - 10)]
                )
            ])
        )
        var reader = ModelReader()
        for (window, count) in [
            ("", 1), ("w = daily 11:00-13:00 UTC: a", 0), ("w = daily 12:30-13:00 UTC: a", 1),
        ] {
            let settings = try Fixture.settings(folder, Self.windows + window + "\n")
            _ = reader.read(settings)
            let snapshot = reader.snapshot(settings, now: Fixture.now)
            #expect(snapshot.incidents.count == count)
        }
    }
}
