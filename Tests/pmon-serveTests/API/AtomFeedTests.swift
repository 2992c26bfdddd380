// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct AtomFeedTests {
    private func feed(_ letters: String) -> String {
        let runs = Fixture.runs(letters)
        let incidents = runs.incidents(since: 0, key: "k", name: "n", messages: Fixture.messages)
        return AtomFeed(
            id: "i",
            title: "t",
            key: nil,
            incidents: incidents,
            base: "http://h",
            changed: 0
        ).xml.text
    }

    @Test(arguments: [("odd", true), ("odo", false)])
    func `nobody says that a check recovered which is no longer watched`(
        letters: String,
        isCutOff: Bool
    ) {
        let found = Fixture.runs(letters)
            .incidents(since: 0, key: "k", name: "n", messages: Fixture.messages)
            .map(\.closed)
        let text = AtomFeed(
            id: "i",
            title: "t",
            key: "k",
            incidents: found,
            base: "http://h",
            changed: 0
        ).xml.text
        #expect(text.contains("⊘ n: no longer watched, was down") == isCutOff)
        #expect(text.contains("recovered") == !isCutOff)
    }

    @Test func `a recovery updates the entry under the same id`() {
        let before = feed("od")
        let after = Fixture.runs("odo")
        #expect(before.contains("✖ n: down"))
        #expect(before.contains("<id>tag:pmon,2026:i/k-\(Int(Fixture.now - 30))</id>"))
        let ended = feed("odo")
        #expect(ended.contains("✔ n: recovered"))
        #expect(ended.contains("<id>tag:pmon,2026:i/k-\(Int(after.at[1]))</id>"))
        #expect(ended.contains("<updated>\(LocalTime.rfc3339(after.at[2]))</updated>"))
    }
}
