// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct IncidentPageTests {
    let folder = TestFolder()

    /// One failure a day, good again a minute later.
    private func snapshot(_ days: Int) throws -> Snapshot {
        let records = (0..<days).reversed().flatMap { day -> [String] in
            let at = Fixture.now - Double(day) * 86_400 - 100
            return [
                Fixture.record(.exceptionError, at: at, message: "\"day \(day)\""),
                Fixture.record(at: at + 60),
            ]
        }
        return try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([("http://a/", records), ("http://b/", [Fixture.record()])])
        )
    }

    private func page(_ snapshot: Snapshot, _ before: Double = .infinity, _ key: String? = nil)
        -> String
    {
        IncidentPage(
            context: Fixture.context(snapshot),
            before: before,
            monitor: key.flatMap(snapshot.monitor)
        ).html.text
    }

    @Test func `the past comes page after page, each incident once`() throws {
        let snapshot = try snapshot(250)
        var before = Double.infinity
        var days: [Int] = []
        for _ in 0..<3 {
            let (found, hasMore) = snapshot.incidents(before: before, key: nil, limit: 100)
            days += found.compactMap { Int($0.message.dropFirst(4)) }
            before = try #require(found.last).start
            #expect(hasMore == (days.count < 250))
        }
        #expect(days == Array(0..<250))
        #expect(snapshot.incidents(before: before, key: nil, limit: 100).incidents.isEmpty)
    }

    @Test func `incidents of one instant are not torn apart`() throws {
        let failure = Fixture.record(.exceptionError, at: Fixture.now - 500)
        let lists = (0..<5).map { ("http://\($0)/", [failure]) }
        let snapshot = try Fixture.snapshot(folder, data: Fixture.dataFile(lists))
        let (found, hasMore) = snapshot.incidents(before: .infinity, key: nil, limit: 2)
        #expect(found.count == 5 && !hasMore)
    }

    @Test func `an incident that goes on over the edge belongs to where it began`() throws {
        let records = [500, 400, 300].map {
            Fixture.record(.exceptionError, at: Fixture.now - $0)
        }
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([("http://a/", records)])
        )
        func count(_ age: Double) -> Int {
            snapshot.incidents(before: Fixture.now - age, key: nil, limit: 9).incidents.count
        }
        #expect(count(350) == 1)
        #expect(count(500) == 0)
        let found = snapshot.incidents(before: Fixture.now - 450, key: nil, limit: 9).incidents
        #expect(found.first?.start == Fixture.now - 500 && found.first?.count == 3)
    }

    @Test func `links lead to older ones and back`() throws {
        let snapshot = try snapshot(120)
        let first = page(snapshot)
        let edge = Fixture.now - 99 * 86_400 - 100
        #expect(first.contains("<a rel=\"next\" href=\"/incidents?before=\(edge)\">Older</a>"))
        #expect(!first.contains(">Latest<"))
        let second = page(snapshot, edge)
        #expect(second.contains("day 119") && !second.contains(">Older<"))
        #expect(second.contains("<a href=\"/incidents\">Latest</a>"))
        #expect(page(snapshot, Fixture.now - 1e9).contains("There are no earlier incidents."))
    }

    @Test func `one monitor has its own`() throws {
        let snapshot = try snapshot(120)
        let key = snapshot.monitors[0].key
        #expect(page(snapshot, .infinity, key).contains("/incidents?key=\(key)&amp;before="))
        #expect(
            page(snapshot, .infinity, snapshot.monitors[1].key).contains("no earlier incidents")
        )
    }
}
