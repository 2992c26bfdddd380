// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct IncidentListTests {
    let folder = TestFolder()

    private func list(_ incidents: [Incident]) throws -> String {
        IncidentList.section(Fixture.context(try Fixture.mixed(folder)), incidents, names: true)
            .text
    }

    private func incident(_ start: Double, _ end: Double?) -> Incident {
        Incident(
            key: "k",
            name: "n",
            start: start,
            end: end,
            last: start,
            worst: .down,
            count: 5,
            message: "m"
        )
    }

    @Test func `where nothing is watched there is no list`() throws {
        let empty = Fixture.context(try Fixture.snapshot(folder))
        #expect(IncidentList.html(empty).text == "<div id=\"incidents\"></div>")
    }

    @Test func `what goes on stands first, then one heading a day`() throws {
        let now = Fixture.now
        let text = try list([
            incident(now - 300, nil), incident(now - 90_000, now - 89_000),
            incident(now - 91_000, now - 90_500),
        ])
        #expect(text.split(separator: "<h3>").count == 3)
        #expect(text.contains("Going on") && text.contains("(5 m)") && text.contains("×5"))
        #expect(text.split(separator: "<ul>").count == text.split(separator: "</ul>").count)
    }

    @Test func `without any it says so`() throws {
        let text = try list([])
        #expect(text.contains("No incidents in the last 7 days."))
        // Older ones are a page away, whatever the last days were like.
        #expect(text.contains("<a href=\"/incidents?before=\(Fixture.now - 7 * 86_400)\">"))
    }

    @Test func `only so many are shown`() throws {
        let many = (0..<150).map {
            incident(Fixture.now - Double($0) * 60, Fixture.now - Double($0) * 60 + 30)
        }
        let text = try list(many)
        #expect(text.split(separator: "<li").count == 101)
        // The next page begins behind the last one shown.
        #expect(text.contains("before=\(Fixture.now - 99 * 60)\""))
    }
}
