// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct BucketsTests {
    @Test func `few checks are shown one by one`() {
        let buckets = Buckets(Fixture.runs("ood"), from: 0, to: Fixture.now, limit: 240).buckets
        #expect(buckets.map(\.count) == [1, 1, 1])
        #expect(buckets.map(\.median) == [100, 101, nil])
        #expect(buckets.last?.state == .down)
    }

    @Test func `many checks are gathered, and none is lost`() {
        let runs = Fixture.runs(String(repeating: "oooad", count: 400))
        let buckets = Buckets(runs, from: runs.at[0], to: Fixture.now, limit: 50).buckets
        #expect(buckets.count <= 50)
        #expect(buckets.reduce(0) { $0 + $1.count } == 2000)
        #expect(buckets.allSatisfy { $0.state == .down })
        #expect(
            buckets.allSatisfy {
                ($0.minimum ?? 0) <= ($0.median ?? 0) && ($0.median ?? 0) <= ($0.maximum ?? 0)
            }
        )
    }

    @Test func `an empty or reversed stretch has no points`() {
        let runs = Fixture.runs("ooo")
        #expect(Buckets(runs, from: 0, to: 10, limit: 5).buckets.isEmpty)
        #expect(Buckets(runs, from: Fixture.now, to: 0, limit: 5).buckets.isEmpty)
        #expect(Buckets(Runs(), from: 0, to: 10, limit: 0).buckets.isEmpty)
    }
}
