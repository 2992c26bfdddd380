// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_serve

struct StatusPageAPITests {
    let folder = TestFolder()

    @Test func `it has the shape of Statuspage`() throws {
        let api = StatusPageAPI(
            snapshot: try Fixture.mixed(folder),
            now: Fixture.now,
            base: "https://h"
        )
        let summary = try #require(api.document("summary")?.object)
        #expect(
            summary.members.map(\.key) == [
                "page", "status", "components", "incidents", "scheduled_maintenances",
            ]
        )
        #expect(summary["status"]?.object?["indicator"] == .string("major"))
        #expect(
            summary["components"]?.array?.map { $0.object?["status"]?.string } == [
                "operational", "partial_outage", "major_outage",
            ]
        )
        #expect(summary["page"]?.object?["url"] == .string("https://h"))
        let incident = try #require(summary["incidents"]?.array?.first?.object)
        #expect(incident["status"] == .string("investigating"))
        #expect(incident["shortlink"]?.string?.hasPrefix("https://h/m/") == true)
        #expect(incident["incident_updates"]?.array?.count == 1)
        #expect(
            incident["components"]?.array?.first?.object?["status"] == .string("partial_outage")
        )
        #expect(api.document("status") != nil && api.document("incidents") != nil)
        #expect(api.document("secrets") == nil)
    }

    @Test func `what is not known does not look good`() throws {
        let snapshot = try Fixture.snapshot(folder, "[urls]\nurl.1 = http://a/\n")
        let api = StatusPageAPI(snapshot: snapshot, now: Fixture.now, base: "http://h")
        let summary = try #require(api.document("summary")?.object)
        #expect(summary["status"]?.object?["indicator"] == .string("major"))
        #expect(
            summary["components"]?.array?.first?.object?["status"]
                == .string("degraded_performance")
        )
    }
}
