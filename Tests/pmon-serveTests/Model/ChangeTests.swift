// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct ChangeTests {
    let folder = TestFolder()

    @Test func `the last scan's changes are told, failures first`() throws {
        let changes = try Fixture.mixed(folder).changes
        #expect(changes.map(\.state) == [.down, .app])
    }

    @Test func `a recovery tells how long it took`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([
                (
                    "http://a.example.org/",
                    [
                        Fixture.record(.exceptionError, at: Fixture.now - 750),
                        Fixture.record(at: Fixture.now - 30),
                    ]
                )
            ]),
            latest: Fixture.latestFile([("http://a.example.org/", Fixture.record())])
        )
        #expect(snapshot.changes.first?.outage == 720)
    }
}
