// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct RunsTableTests {
    let folder = TestFolder()

    @Test func `the latest check stands first`() throws {
        let snapshot = try Fixture.mixed(folder)
        let text = RunsTable(
            monitor: snapshot.monitors[2],
            context: Fixture.context(snapshot),
            part: 0,
            range: .day
        ).html.text
        let down = try #require(text.firstRange(of: "✖ DOWN")?.lowerBound)
        let fine = try #require(text.firstRange(of: "✔ OK")?.lowerBound)
        #expect(down < fine)
        #expect(!text.contains("rel=\"next\""))
    }
}
