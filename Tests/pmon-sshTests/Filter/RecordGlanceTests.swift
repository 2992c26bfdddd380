// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct RecordGlanceTests {
    private func glance(_ text: String) throws -> (Bool, String?, Int?) {
        try Array(text.utf8).withUnsafeBytes { bytes in
            let glance = try RecordGlance(bytes)
            return (glance.isSuccess, glance.target, glance.run)
        }
    }

    @Test func `result, target and run are found wherever they stand`() throws {
        let first = try glance(
            #"{"run":7,"url":"u","time":"t","result":"SUCCESS","message":"OK","target":"url.1"}"#
        )
        #expect(first == (true, "url.1", 7))
        let second = try glance(
            #" {"message":404, "target":"url\u002e2", "result":"APPLICATION_ERROR","time":"t","url":"u"} "#
        )
        #expect(second == (false, "url.2", nil))
    }

    @Test(arguments: [
        "", "x", "[]", "1", #"{"url":"u"}"#,
        #"{"url":1,"time":"t","result":"SUCCESS","message":"OK"}"#,
        #"{"url":"u","time":"t","result":"FINE","message":"OK"}"#,
        #"{"url":"u","time":"t","result":"SUCCESS","message":null}"#,
        #"{"url":"u","time":"t","result":"SUCCESS","message":"OK"}}"#,
        #"{"url":"u","url":"u","time":"t","result":"SUCCESS","message":"OK"}"#,
        #"{"url":"u","time":"t","result":"SUCCESS","message":"OK","x":"\ud800"}"#,
        #"{"url":"u","time":"t","result":"SUCCESS","message":"OK","x":1e999}"#,
    ])
    func `what is no record is a fault in words`(text: String) {
        #expect(throws: RecordGlance.Fault.self) { try glance(text) }
    }

    @Test func `the fault names what is missing`() {
        do {
            _ = try glance(#"{"url":"u","time":"t","result":"SUCCESS"}"#)
            Issue.record("taken for a record")
        } catch {
            #expect("\(error)".contains(#"no "message""#))
        }
    }
}
