// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct CheckReaderTests {
    private func check(_ text: String) -> RecordedCheck? {
        var reader = CheckReader()
        return Array(text.utf8).withUnsafeBytes { reader.check(RecordFields($0)) }
    }

    @Test func `a record of today is read`() {
        let check = check(
            #"{"time":"2026-11-22 12:00:00.000000","result":"SUCCESS","message":"OK","at":1795348800.25,"timing":{"dns":1,"total":41.5}}"#
        )
        #expect(
            check
                == RecordedCheck(
                    at: 1_795_348_800.25,
                    state: .ok,
                    milliseconds: 41.5,
                    message: "OK"
                )
        )
    }

    @Test(arguments: [
        (#""ssh":["x"]"#, true), (#""logs":"""#, true), (#""file.system":"x","memory":null"#, true),
        (#""memory":null"#, false), (#""status":503"#, false), (#""verdict":"x""#, false),
    ])
    func `evidence is noticed`(member: String, expected: Bool) {
        let text = "{\"at\":1,\"result\":\"EXCEPTION_ERROR\",\(member)}"
        #expect(check(text)?.hasEvidence == expected)
    }

    @Test func `a record of the older pmon is read by its local time`() {
        let text =
            #"{"message": 404, "result": "APPLICATION_ERROR", "time": "2026-11-22 17:23:51.179231"}"#
        let expected = Timestamp(local: "2026-11-22 17:23:51.179231")?.seconds ?? 0
        let check = check(text)
        #expect(abs((check?.at ?? 0) - expected) < 0.000_001)
        #expect(check?.message == "404")
        #expect(check?.state == .app)
        #expect(check?.milliseconds == nil)
    }

    @Test(arguments: [
        #"{"result":"SUCCESS","message":"OK"}"#, #"{"time":"x","result":"SUCCESS"}"#,
        #"{"at":1,"result":"MAYBE"}"#, #"{"at":1}"#, #"{"at":"1","result":"SUCCESS"}"#, "[]", "{",
        #"{"at":1e999,"result":"SUCCESS"}"#,
    ])
    func `what says no time or no result is left out`(text: String) {
        #expect(check(text) == nil)
    }
}
