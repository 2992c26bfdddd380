// SPDX-License-Identifier: MIT

import PmonJSON
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

    @Test(arguments: [
        "2026-11-22T12:00:00Z", "2026-11-22T13:00:00+01:00", "2026-11-22T17:30:00 05:30",
        "2026-11-22T06:30:00-05:30", "1795348800", "1795348800.0", "2026-11-22t12:00:00.0z",
    ])
    func `a time is read with its offset, also where its plus has become a blank`(text: String) {
        #expect(HistoryAPI.time(text, otherwise: 0) == Fixture.now)
    }

    @Test(arguments: [
        "2026-11-22T12:00:00Zjunk", "2026-02-30T12:00:00Z", "2026-02-29T12:00:00Z",
        "2026-11-22T12:00:00", "2026-11-22", "2026-11-22T12:00:00+1", "2026-13-01T00:00:00Z",
        "2026-11-22T25:00:00Z", "0x10", "inf", "1e9", "9999999999999999", " 5", "-", "12:00",
        "2026-11-22T12:00:00+05:30 ",
    ])
    func `what is no time is refused`(text: String) {
        #expect(HistoryAPI.time(text, otherwise: 0) == nil)
        #expect(IncidentAPI.fault(FormFields("before=\(FormFields.encode(text))")) != nil)
    }
}
