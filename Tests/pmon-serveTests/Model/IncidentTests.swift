// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct IncidentTests {
    private func incidents(_ letters: String, since: Double = 0) -> [Incident] {
        Fixture.runs(letters).incidents(
            since: since,
            key: "k",
            name: "n",
            messages: Fixture.messages
        )
    }

    @Test func `neighbouring failures are one incident with its worst state`() {
        let found = incidents("ooadaoo")
        #expect(found.count == 1)
        #expect(found.first?.worst == .down)
        #expect(found.first?.count == 3)
        #expect(found.first?.end == Fixture.now - 30 - 60)
        #expect(found.first?.length(now: Fixture.now) == 180)
        #expect(found.first?.message == "503")
    }

    @Test func `the latest stands first and goes on`() {
        let found = incidents("odood")
        #expect(found.map { $0.end == nil } == [true, false])
        #expect(found.first?.length(now: Fixture.now) == 30)
    }

    @Test func `its id stays when it ends`() {
        #expect(
            incidents("od").first?.id == incidents("odo").first.map { "k-\(Int($0.start) + 60)" }
        )
    }

    @Test func `failures under maintenance are no incident`() {
        #expect(incidents("oDDoo").isEmpty)
        #expect(incidents("oDD").isEmpty)
    }

    @Test func `one that began before and goes on after maintenance is one, without that time`() {
        let found = incidents("odDDdo")
        #expect(found.map(\.count) == [2])
        #expect(found.first?.length(now: Fixture.now) == 120)
        #expect(found.first?.maintenance == 120)
    }

    @Test func `what still fails after maintenance begins with the first failure after it`() {
        let found = incidents("oDDddo")
        #expect(found.map(\.count) == [2])
        #expect(found.first?.start == Fixture.now - 30 - 120)
        #expect(found.first?.maintenance == 0)
    }

    @Test func `a good check under maintenance ends one`() {
        let found = incidents("odDOod")
        #expect(found.map(\.count) == [1, 1])
        #expect(found.last?.end == Fixture.now - 30 - 120)
    }

    @Test func `one under maintenance goes on without getting longer`() {
        let found = incidents("odD").first
        #expect(found?.end == nil)
        #expect(found?.length(now: Fixture.now) == 60)
        #expect(found?.length(now: Fixture.now + 1000) == 60)
    }

    @Test func `one that was over before is left out, one that reaches in is whole`() {
        #expect(incidents("odooo", since: Fixture.now - 100).isEmpty)
        #expect(incidents("ddddo", since: Fixture.now - 100).first?.count == 4)
        #expect(incidents("").isEmpty)
    }
}
