// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_serve

struct MonitorGroupTests {
    let folder = TestFolder()

    private func groups(_ order: ListQuery.Order, _ checks: String) throws -> [MonitorGroup] {
        let snapshot = try Fixture.mixed(
            folder,
            "[urls]\nurl.1 = http://a.example.org/\nurl.2 = http://b.example.org/\nurl.3 = http://c.example.org/\n[checks]\n\(checks)"
        )
        var query = ListQuery()
        query.order = order
        return MonitorGroup.split(query.select(snapshot, now: Fixture.now), order: order)
    }

    @Test func `failing groups stand first, by name when asked`() throws {
        let checks = "url.1.group = A\nurl.2.group = B\nurl.3.group = C\n"
        #expect(try groups(.failing, checks).map(\.name) == ["C", "B", "A"])
        #expect(try groups(.name, checks).map(\.name) == ["A", "B", "C"])
        #expect(try groups(.name, "url.2.group = B\n").map(\.name) == ["B", ""])
    }

    @Test func `without groups there is no heading`() throws {
        let only = try groups(.failing, "")
        #expect(only.count == 1 && only[0].isOnly)
        #expect(only[0].head(isOpen: true).text.contains("class=\"sr\""))
        #expect(only[0].foot.text == "</section>")
    }

    @Test func `what is no longer configured counts neither as good nor as failing`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            "[urls]\nurl.1 = http://a.example.org/\n[checks]\nurl.1.group = A\n",
            data: Fixture.dataFile([
                ("http://a.example.org/", [Fixture.record()]),
                ("http://old.example.org/", [Fixture.record(.exceptionError)]),
            ]),
            latest: Fixture.latestFile([("http://a.example.org/", Fixture.record())])
        )
        let selected = ListQuery().select(snapshot, now: Fixture.now)
        let heads = MonitorGroup.split(selected, order: .name).map { $0.head(isOpen: true).text }
        #expect(heads[0].contains("<small>1/1 OK</small>"))
        #expect(heads[1].contains("<small>removed</small>"))
    }

    @Test func `a group can be folded, and is open where something is not well`() throws {
        let checks = "url.1.group = A\nurl.2.group = B\nurl.3.group = B\n"
        let groups = try groups(.name, checks)
        let many = MonitorGroup.shortList + 1
        #expect(groups.map { $0.isOpen(query: ListQuery(), shown: many) } == [false, true])
        #expect(groups.map { $0.isOpen(query: ListQuery(), shown: 3) } == [true, true])
        let asked = ListQuery(FormFields("q=a"))
        #expect(groups[0].isOpen(query: asked, shown: many))
        #expect(
            groups[1].head(isOpen: false).text
                == "<section class=\"group\"><details><summary><h2>B <small>0/2 OK <b class=\"down\">✖ 2</b></small></h2></summary>"
        )
        #expect(groups[1].head(isOpen: true).text.contains("<details open>"))
        #expect(groups[1].foot.text == "</details></section>")
    }
}
