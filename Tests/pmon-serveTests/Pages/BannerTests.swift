// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct BannerTests {
    let folder = TestFolder()

    private func banner(_ ini: String, _ records: [String], now: Double = Fixture.now) throws
        -> Banner
    {
        let latest = records.enumerated().map { ("http://\($0.offset).example.org/", $0.element) }
        return Banner(
            try Fixture.snapshot(folder, ini, latest: Fixture.latestFile(latest)),
            now: now
        )
    }

    @Test func `each state has its sentence`() throws {
        let good = Fixture.record()
        let app = Fixture.record(.applicationError)
        let down = Fixture.record(.exceptionError)
        let fine = try banner("", [good, good])
        #expect(fine.headline == "All 2 OK")
        let half = try banner("", [good, app])
        #expect(half.headline == "1 of 2 with application errors")
        let worst = try banner("", [good, app, down])
        #expect(worst.headline == "2 of 3 failing: 1 down, 1 application error")
        #expect(worst.detail == "pmon.json is missing")
        #expect(worst.title == "(2 failing)")
        let alone = try banner("", [good, down])
        #expect(alone.headline == "1 of 2 down" && alone.title == "(1 down)")
        #expect(worst.state == .down)
    }

    @Test func `a silent monitor is stale, whatever its last state`() throws {
        let banner = try banner("every = 5m\n", [Fixture.record()], now: Fixture.now + 10_770)
        #expect(banner.headline == "Stale: last scan 3 h ago, expected every 5 m")
        #expect(banner.state == .stale)
        #expect(banner.glyph == "◷")
    }

    @Test func `nothing configured, nothing scanned and nothing readable are told apart`() throws {
        let none = try banner("", [])
        #expect(none.headline == "Nothing is configured")
        let early = try banner("[urls]\nurl.1 = http://a/\n", [])
        #expect(early.headline == "No scan yet")
        let broken = try Fixture.snapshot(folder, latest: "{\"a\":")
        let banner = Banner(broken, now: Fixture.now)
        #expect(banner.headline == "current.json cannot be read")
        #expect(banner.detail.contains("byte"))
    }

    @Test func `a damaged file is named once`() throws {
        try folder.write("current.json", "{\"http://a")
        let snapshot = try Fixture.snapshot(folder)
        let banner = Banner(snapshot, now: Fixture.now)
        #expect(banner.headline == "current.json cannot be read")
        #expect(banner.detail.contains("at byte") && !banner.detail.contains("current.json"))
        #expect(banner.hint.contains("pmon-store repair"))
    }

    @Test func `a file that is not there is named`() throws {
        let banner = try banner("", [Fixture.record()])
        #expect(banner.headline == "All 1 OK" && banner.detail == "pmon.json is missing")
    }

    @Test func `each kind of failure leads to what it counts`() throws {
        let snapshot = try Fixture.mixed(folder)
        var context = Fixture.context(snapshot)
        let text = Banner(snapshot, now: Fixture.now).html(context).text
        for (filter, words) in [
            ("failing", "2 of 3 failing"), ("down", "1 down"), ("app", "1 application error"),
        ] {
            #expect(text.contains("<a href=\"/?state=\(filter)\">\(words)</a>"))
        }
        context.isStatic = true
        #expect(!Banner(snapshot, now: Fixture.now).html(context).text.contains("href"))
    }

    @Test func `the owner alone reads what to do where nobody scans`() throws {
        let snapshot = try Fixture.snapshot(folder, "every = 5m\n[urls]\nurl.1 = http://a/\n")
        var context = Fixture.context(snapshot)
        #expect(
            Banner(snapshot, now: Fixture.now).html(context).text.contains("Nobody scans: cron")
        )
        context.isOwner = false
        #expect(!Banner(snapshot, now: Fixture.now).html(context).text.contains("cron"))
    }

    @Test func `it names the zone of its times`() throws {
        let snapshot = try Fixture.mixed(folder)
        let text = Banner(snapshot, now: Fixture.now).html(Fixture.context(snapshot)).text
        let zone = LocalTime.zoneName(Fixture.now)
        #expect(!zone.isEmpty && text.contains("</time> <span class=\"zone\">\(zone)</span>"))
    }

    @Test func `it tells when the next scan is due, while that is ahead`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            "every = 5m\n",
            latest: Fixture.latestFile([("http://a/", Fixture.record())])
        )
        func text(_ now: Double) -> String {
            Banner(snapshot, now: now).html(Fixture.context(snapshot, now: now)).text
        }
        #expect(text(Fixture.now).contains("every 5 m, next ≈ <time"))
        #expect(!text(Fixture.now + 300).contains("next ≈"))
    }
}
