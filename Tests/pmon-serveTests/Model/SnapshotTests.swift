// SPDX-License-Identifier: MIT

import PmonCore
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
