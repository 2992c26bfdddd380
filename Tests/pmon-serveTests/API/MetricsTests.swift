// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct MetricsTests {
    let folder = TestFolder()

    @Test func `a stale monitor is neither up nor down`() throws {
        let snapshot = try Fixture.mixed(folder, "every = 1m\n")
        let now = Metrics(snapshot: snapshot, now: Fixture.now).text
        #expect(now.contains("pmon_up{url=\"http://a.example.org/\"} 1\n"))
        #expect(now.contains("pmon_up{url=\"http://c.example.org/\"} 0\n"))
        #expect(now.contains("pmon_stale 0\n"))
        let late = Metrics(snapshot: snapshot, now: Fixture.now + 1000).text
        #expect(!late.contains("pmon_up{"))
        #expect(late.contains("pmon_stale 1\n"))
        #expect(late.contains("pmon_state{url=\"http://c.example.org/\",state=\"stale\"} 1\n"))
    }

    @Test func `each family has its head once`() throws {
        let text = Metrics(snapshot: try Fixture.mixed(folder), now: Fixture.now).text
        let heads = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE") }
        #expect(Set(heads).count == heads.count)
    }

    @Test func `labels are escaped`() {
        #expect(Metrics.escaped("a\"b\\c\nd") == "a\\\"b\\\\c\\nd")
    }
}
