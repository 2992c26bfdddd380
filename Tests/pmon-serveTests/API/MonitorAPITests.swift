// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_serve

struct MonitorAPITests {
    let folder = TestFolder()

    private func list(_ snapshot: Snapshot, _ fields: String) -> JSONObject {
        let fields = FormFields(fields)
        return MonitorAPI(snapshot: snapshot, now: Fixture.now)
            .list(ListQuery(fields), fields: fields).object ?? [:]
    }

    @Test func `the list has no evidence and can be paged`() throws {
        let snapshot = try Fixture.mixed(folder)
        let all = list(snapshot, "")
        #expect(all["monitors"]?.array?.count == 3)
        #expect(all["next_cursor"] == nil)
        let first = list(snapshot, "limit=2")
        #expect(first["next_cursor"] == .string("2"))
        #expect(list(snapshot, "limit=2&cursor=2")["monitors"]?.array?.count == 1)
        #expect(list(snapshot, "cursor=9")["monitors"] == .array([]))
        #expect(list(snapshot, "since=\(snapshot.revision)")["monitors"] == .array([]))
        let line = all["monitors"]?.array?.first?.object
        #expect(line?["state"] == .string("down"))
        #expect(line?["bars"]?.string?.count == 60)
        #expect(line?["ssh"] == nil && line?["record"] == nil)
    }

    @Test func `what a query may ask for is checked`() {
        func fault(_ query: String) -> String? { MonitorAPI.fault(FormFields(query)) }
        #expect(fault("state=down&sort=cert&bars=90d&limit=10000&cursor=0&q=x&group=y") == nil)
        #expect(fault("state=up")?.hasPrefix("state is one of all, failing,") == true)
        #expect(fault("limit=0") == "limit is a number from 1 to 10000")
    }

    @Test func `one monitor has its record and its uptimes`() throws {
        let snapshot = try Fixture.mixed(folder)
        let whole = MonitorAPI(snapshot: snapshot, now: Fixture.now).whole(snapshot.monitors[1])
            .object
        #expect(whole?["record"]?.object?["message"] == .int(503))
        #expect(whole?["uptimes"]?.object?.members.map(\.key) == ["24h", "7d", "30d", "90d"])
    }
}
