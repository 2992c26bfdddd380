// SPDX-License-Identifier: MIT

import PmonRecord
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

    @Test func `what fails stands first in a block across groups, by name when asked`() throws {
        let checks = "url.1.group = A\nurl.2.group = A\nurl.3.group = C\n"
        let failing = try groups(.failing, checks)
        #expect(failing.map(\.name) == ["Failing", "A"])
        #expect(failing[0].isFailing && failing[0].entries.map(\.state) == [.down, .app])
        #expect(failing[1].entries.map(\.state) == [.ok])
        #expect(
            failing[0].head(isOpen: true).text
                == "<section class=\"group failing\"><h2>Failing <small> <b class=\"down\">✖ 1</b> <b class=\"app\">▲ 1</b></small></h2>"
        )
        // The head of a group counts what stands in the block.
        #expect(failing[1].head(isOpen: true).text.contains("1/2 OK <b class=\"app\">▲ 1</b>"))
        #expect(try groups(.name, checks).map(\.name) == ["A", "C"])
        #expect(try groups(.name, "url.2.group = B\n").map(\.name) == ["B", ""])
    }

    @Test func `without groups there is no heading`() throws {
        let only = try groups(.name, "")
        #expect(only.count == 1 && only[0].isOnly)
        #expect(only[0].head(isOpen: true).text.contains("class=\"sr\""))
        #expect(only[0].foot.text == "</section>")
    }

    @Test func `what is no longer configured is in its own list alone`() throws {
        let snapshot = try Fixture.snapshot(
            folder,
            "[urls]\nurl.1 = http://a.example.org/\n[checks]\nurl.1.group = A\n",
            data: Fixture.dataFile([
                ("http://a.example.org/", [Fixture.record()]),
                ("http://old.example.org/", [Fixture.record(.exceptionError)]),
            ]),
            latest: Fixture.latestFile([("http://a.example.org/", Fixture.record())])
        )
        let heads = ["", "state=removed"].map { query in
            let selected = ListQuery(FormFields(query)).select(snapshot, now: Fixture.now)
            return MonitorGroup.split(selected, order: .name).map { $0.head(isOpen: true).text }
        }
        #expect(heads.map(\.count) == [1, 1])
        #expect(heads[0][0].contains("<small>1/1 OK</small>"))
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
                == "<section class=\"group\"><details><summary><h2><span class=\"gn\" title=\"B\">B</span> <small>0/2 OK <b class=\"down\">✖ 1</b> <b class=\"app\">▲ 1</b></small></h2></summary>"
        )
        #expect(groups[1].head(isOpen: true).text.contains("<details open>"))
        #expect(groups[1].foot.text == "</details></section>")
    }
}
