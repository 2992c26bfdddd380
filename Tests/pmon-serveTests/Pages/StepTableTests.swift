// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct StepTableTests {
    let folder = TestFolder()

    private func section(_ steps: String) throws -> String {
        let record = Fixture.record(.applicationError, more: ",\"steps\":\(steps)")
        let latest = Fixture.latestFile([("http://a/", record)])
        let snapshot = try Fixture.snapshot(folder, latest: latest)
        return StepTable.section(snapshot.monitors[0]).text
    }

    @Test func `each step has its row, the failed one its message`() throws {
        let text = try section(
            """
            [{"url":"http://a/login","status":200,"timing":{"total":12.5}},
            {"url":"http://a/{id}?<b>","status":500,"timing":{"total":3},"result":"APPLICATION_ERROR",\
            "reason":"status","message":"status 500, expected <200>"}]
            """
        )
        #expect(text.split(separator: "<tr class").count == 3)
        #expect(text.contains("<tr class=\"ok\"><th scope=\"row\">http://a/login</th>"))
        #expect(text.contains("200 OK"))
        #expect(text.contains("http://a/{id}?&lt;b&gt;"))
        #expect(text.contains("status 500, expected &lt;200&gt;"))
    }

    @Test(arguments: ["[]", "7", "[1,{}]", "[{\"url\":3}]"])
    func `what is no list of steps shows nothing`(steps: String) throws {
        #expect(try section(steps).isEmpty)
    }

    @Test func `a list from elsewhere is cut`() throws {
        let steps = Array(repeating: "{\"url\":\"http://a/\"}", count: 80).joined(separator: ",")
        #expect(try section("[\(steps)]").split(separator: "<tr class").count == 51)
    }
}
