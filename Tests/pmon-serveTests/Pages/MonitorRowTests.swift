// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct MonitorRowTests {
    let folder = TestFolder()

    private func row(_ more: String, now: Double = Fixture.now) throws -> String {
        let latest = Fixture.latestFile([("http://a/", Fixture.record(more: more))])
        let snapshot = try Fixture.snapshot(folder, "every = 5m\n", latest: latest)
        let monitor = try #require(snapshot.monitors.first)
        let context = Fixture.context(snapshot, now: now)
        return MonitorRow(
            monitor: monitor,
            state: context.state(monitor),
            context: context,
            kind: .runs,
            today: 0
        ).html.text
    }

    @Test func `the state is a sign and a word, and stale names the last one`() throws {
        #expect(try row("").contains("✔ OK"))
        let stale = try row("", now: Fixture.now + 10_000)
        #expect(
            stale.contains("◷ STALE") && stale.contains("was OK")
                && stale.contains("class=\"stale\"")
        )
    }

    @Test func `duration, warning and certificate are shown`() throws {
        let text = try row(
            ",\"timing\":{\"total\":41.4},\"warnings\":[\"slow\"],\"certificate\":{\"days\":6.5}"
        )
        #expect(text.contains("<td class=\"ms\">41"))
        #expect(text.contains("⚠ slow"))
        #expect(text.contains("✖ 6 d"))
        #expect(try row(",\"certificate\":{\"days\":-1}").contains("expired"))
        let mismatch = ",\"reason\":\"certificate\",\"certificate\":{\"days\":90}"
        #expect(try row(mismatch).contains("✖ invalid"))
        #expect(try row(",\"reason\":\"certificate\"").contains("✖ invalid"))
    }
}
