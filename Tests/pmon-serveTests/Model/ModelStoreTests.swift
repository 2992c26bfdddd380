// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct ModelStoreTests {
    let folder = TestFolder()

    @Test func `a changed file shows in the next snapshot, an unchanged one keeps it`() throws {
        try folder.write(
            "current.json",
            Fixture.latestFile([("http://a.example.org/", Fixture.record())])
        )
        let settings = try Fixture.settings(folder)
        let store = ModelStore(settings)
        let first = store.snapshot
        store.update(settings)
        #expect(store.snapshot === first)
        try folder.write(
            "current.json",
            Fixture.latestFile([("http://a.example.org/", Fixture.record(.exceptionError))])
        )
        store.update(settings)
        #expect(store.snapshot !== first)
        #expect(store.snapshot.monitors.first?.result == .down)
        let second = store.snapshot
        store.update(settings, always: true)
        #expect(store.snapshot !== second)
    }
}
