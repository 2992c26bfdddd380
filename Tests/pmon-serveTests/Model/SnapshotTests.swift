// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct SnapshotTests {
    let folder = TestFolder()

    @Test func `the worst state wins, and stale over all`() throws {
        let snapshot = try Fixture.mixed(folder, "every = 1m\n")
        let counts = snapshot.counts(now: Fixture.now)
        #expect(counts.worst == .down)
        #expect(counts.total == 3)
        #expect([counts[.ok], counts[.app], counts[.down]] == [1, 1, 1])
        // 2.5 minutes after the check, at 30 s before now.
        #expect(snapshot.counts(now: Fixture.now + 119).worst == .down)
        let late = snapshot.counts(now: Fixture.now + 121)
        #expect(late.worst == .stale)
        #expect(late[.stale] == 3)
    }

    @Test func `a check is stale after its own period, the others after that of all`() throws {
        let urls = "[urls]\nurl.1 = http://a/\nurl.2 = http://b/\n[checks]\nurl.1.every = 1h\n"
        for (every, stale) in [("1m", ["http://b/"]), ("none", []), ("3h", [])] {
            let snapshot = try Fixture.snapshot(
                folder,
                "every = \(every)\n\(urls)",
                latest: Fixture.latestFile([
                    ("http://a/", Fixture.record()), ("http://b/", Fixture.record()),
                ])
            )
            func late(_ seconds: Double) -> [String] {
                snapshot.monitors.filter {
                    snapshot.state($0, now: Fixture.now + seconds) == .stale
                }.map(\.url)
            }
            #expect(late(300) == stale)
            #expect(late(8_900) == stale)
            #expect(late(9_100).contains("http://a/"))
        }
    }

    @Test func `without an expected distance nothing is stale`() throws {
        let snapshot = try Fixture.mixed(folder)
        #expect(snapshot.counts(now: Fixture.now + 1e8)[.stale] == 0)
    }

    @Test func `configured addresses without records have no data`() throws {
        let snapshot = try Fixture.snapshot(folder, "[urls]\nurl.1 = http://a.example.org/\n")
        #expect(snapshot.counts(now: Fixture.now)[.noData] == 1)
        #expect(snapshot.scan == nil)
    }

    @Test func `an address in the history alone is removed and not counted`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([
                ("http://a.example.org/", [Fixture.record()]),
                ("http://old.example.org/", [Fixture.record(.exceptionError)]),
            ]),
            latest: Fixture.latestFile([("http://a.example.org/", Fixture.record())])
        )
        #expect(snapshot.monitors.map(\.isRemoved) == [false, true])
        #expect(snapshot.counts(now: Fixture.now).total == 1)
        #expect(snapshot.incidents.isEmpty)
        let removed = try #require(snapshot.monitors.last)
        #expect(snapshot.state(removed, now: Fixture.now) == .removed)
        #expect(snapshot.removedCount == 1)
        // An incident that nobody can see the end of does not go on for ever.
        #expect(removed.incidents.map(\.end) == [Fixture.now - 30])
        #expect(
            snapshot.incidents(before: .infinity, key: removed.key, limit: 9).incidents
                == removed.incidents
        )
        func listed(_ query: String) -> [String] {
            ListQuery(FormFields(query)).select(snapshot, now: Fixture.now).map(\.monitor.url)
        }
        #expect(listed("") == ["http://a.example.org/"])
        #expect(listed("state=failing").isEmpty)
        #expect(listed("state=unstable").isEmpty)
        #expect(listed("state=removed") == ["http://old.example.org/"])
    }

    @Test func `a history ahead of the latest file counts`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([
                (
                    "http://a.example.org/",
                    [Fixture.record(at: Fixture.now - 90), Fixture.record(.exceptionError)]
                )
            ]),
            latest: Fixture.latestFile([
                ("http://a.example.org/", Fixture.record(at: Fixture.now - 90))
            ])
        )
        #expect(snapshot.counts(now: Fixture.now).worst == .down)
    }
}

struct LastScanTests {
    let folder = TestFolder()

    private func snapshot(_ runs: [(Int, Int?)]) throws -> Snapshot {
        let records = runs.enumerated().map { index, run in
            (
                "http://\(index).example.org/",
                Fixture.record(more: ",\"run\":\(run.0)" + (run.1.map { ",\"of\":\($0)" } ?? ""))
            )
        }
        return try Fixture.snapshot(folder, latest: Fixture.latestFile(records))
    }

    @Test func `a scan whose records all came is whole`() throws {
        let scan = try snapshot([(5, 2), (5, 2), (5, nil)]).scan
        #expect(scan?.expected == 2)
        #expect(scan?.isIncomplete == false)
    }

    @Test func `a scan that was cut off says so on the page`() throws {
        let snapshot = try snapshot([(5, 3), (5, 3), (4, 3)])
        #expect(snapshot.scan?.isIncomplete == true)
        #expect(snapshot.scan?.arrived == 2)
        #expect(Banner(snapshot, now: Fixture.now).detail.contains("2 of 3"))
    }
}
