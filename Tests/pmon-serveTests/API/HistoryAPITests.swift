// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_serve

struct HistoryAPITests {
    private func value(_ fields: String) -> JSONObject? {
        HistoryAPI.value(
            Fixture.runs("ooad"),
            messages: Fixture.messages,
            fields: FormFields(fields),
            now: Fixture.now
        )?.object
    }

    @Test func `the columns have one length`() {
        let columns = ["t", "state", "n", "min", "p50", "max"]
        #expect(columns.map { value("")?[$0]?.array?.count } == Array(repeating: 4, count: 6))
        #expect(
            value("last=2")?["message"]?.array == [
                .string("503 Service Unavailable"), .string("503 Service Unavailable"),
            ]
        )
        #expect(value("from=\(Fixture.now - 100)")?["t"]?.array?.count == 2)
        #expect(value("from=2026-11-22T11:58:20Z")?["t"]?.array?.count == 2)
    }

    @Test func `days are counted one by one, today last`() {
        let object = value("days=3")
        #expect(object?["day"]?.strings?.count == 3)
        #expect(object?["state"]?.strings == ["nodata", "nodata", "down"])
        #expect(object?["n"]?.array == [.int(0), .int(0), .int(4)])
        #expect(object?["app"]?.array?.last == .int(1))
        #expect(object?["down"]?.array?.last == .int(1))
        #expect(value("days=90")?["state"]?.array?.count == 90)
    }

    @Test(arguments: [
        "from=x", "to=nan", "max=0", "max=-1", "max=x", "last=0", "last=x", "days=0", "days=x",
        "from=5&to=4",
    ])
    func `what is no number is refused`(fields: String) {
        #expect(value(fields) == nil)
    }
}
