// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct PageCacheTests {
    let folder = TestFolder()

    @Test func `a page is made once a snapshot, and not kept for ever`() throws {
        let cache = PageCache()
        let first = try Fixture.snapshot(folder)
        let second = try Fixture.snapshot(folder)
        var made = 0
        func ask(_ key: String, _ snapshot: Snapshot) {
            _ = cache.entity(key, snapshot: snapshot) {
                made += 1
                return "x"
            }
        }
        ask("a", first)
        ask("a", first)
        #expect(made == 1)
        ask("a", second)
        #expect(made == 2)
        for index in 0..<PageCache.limit { ask("k\(index)", second) }
        ask("a", second)
        #expect(made == 3 + PageCache.limit)
    }

    @Test func `a page of a snapshot that is gone is never served for a later one`() throws {
        let cache = PageCache()
        for round in 0..<50 {
            // Each snapshot is gone before the next is made, which then often lies at the same place in memory.
            let snapshot = try Fixture.snapshot(folder)
            var made = false
            _ = cache.entity("a", snapshot: snapshot) {
                made = true
                return "x"
            }
            #expect(made, "round \(round)")
        }
    }
}
