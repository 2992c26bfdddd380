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

    @Test(arguments: [
        "from=x", "to=nan", "max=0", "max=-1", "max=x", "last=0", "last=x", "from=5&to=4",
    ])
    func `what is no number is refused`(fields: String) {
        #expect(value(fields) == nil)
    }
}
