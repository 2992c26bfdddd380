// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonRecord

struct RecordIntakeTests {
    @Test(arguments: [
        (#"{"url":"a","time":"t","result":"SUCCESS","message":"OK"}"#, "a"),
        (#"{"message":404,"result":"APPLICATION_ERROR","time":"t","url":"\u0061b"}"#, "ab"),
        (#"{"\u0075rl":"a","t\u0069me":"t","result":"SUCC\u0045SS","message":"OK"}"#, "a"),
        (
            #" {"url":"","time":"","result":"EXCEPTION_ERROR","message":"","at":"odd","run":null} "#,
            ""
        ),
    ])
    func `a record has the four seed fields of their types`(line: String, url: String) throws {
        #expect(try check(line)?.text == url)
    }

    @Test(arguments: [
        ("", "unexpected end at byte 0"), ("[]", "not an object at byte 0"),
        ("{}", #"no "url", expected a string"#),
        (
            #"{"url":1,"time":"t","result":"SUCCESS","message":"OK"}"#,
            #"wrong "url", expected a string"#
        ),
        (#"{"url":"a","result":"SUCCESS","message":"OK"}"#, #"no "time", expected a string"#),
        (
            #"{"url":"a","time":"t","result":"OK","message":"OK"}"#,
            #"wrong "result", expected SUCCESS, APPLICATION_ERROR, EXCEPTION_ERROR"#
        ),
        (
            #"{"url":"a","time":"t","result":"SUCCESS","message":1.5}"#,
            #"wrong "message", expected a string or an integer"#
        ),
        (
            #"{"url":"a","time":"t","result":"SUCCESS","message":null}"#,
            #"wrong "message", expected a string or an integer"#
        ),
        (
            #"{"url":"a","url":"b","time":"t","result":"SUCCESS","message":"OK"}"#,
            "duplicate key at byte 11"
        ),
    ])
    func `what is wrong is told`(line: String, problem: String) {
        let found = #expect(throws: RecordIntake.Problem.self) { try check(line) }
        #expect(found?.description == problem)
    }

    @Test func `a number that is not possible passes where nobody asks for numbers`() throws {
        let line = #"{"url":"a","time":"t","result":"SUCCESS","message":"OK","at":-1,"size":1e9}"#
        var intake = RecordIntake(checksNumbers: false)
        let seconds = try Array(line.utf8).withUnsafeBytes { try intake.fields(of: $0).seconds }
        #expect(seconds == nil)
    }

    @Test(arguments: [
        (#""at":-1"#, "at"), (#""at":253402300800"#, "at"), (#""at":253402300799.5"#, "at"),
        (#""at":1764000000123.5"#, "at"), (#""of":0"#, "of"), (#""of":1.5"#, "of"),
        (#""run":253402300800000"#, "run"), (#""run":1764000000000.0"#, "run"),
        (#""run":99999999999999999999"#, "run"), (#""status":99"#, "status"),
        (#""status":1000"#, "status"), (#""size":9007199254740993"#, "size"),
        (#""timing":{"dns":1,"total":31536000001}"#, "total"),
        (#""timing":{"wait":-1,"total":2}"#, "wait"), (#""timing":{"tls":1e11}"#, "tls"),
        (#""certificate":{"days":4000001}"#, "days"),
    ])
    func `a number that is not possible is told wherever it stands`(member: String, key: String) {
        let seeds = #""url":"a","time":"t","result":"SUCCESS","message":"OK""#
        for line in ["{\(seeds),\(member)}", "{\(member),\(seeds)}", "{\(seeds), \(member) }"] {
            let problem = #expect(throws: RecordIntake.Problem.self) { try check(line) }
            #expect(problem?.description.hasPrefix(#"wrong "\#(key)""#) == true, "\(line)")
        }
    }

    @Test(arguments: [
        #""at":253402300799,"run":253402300799999"#, #""size":9007199254740992"#,
        #""timing":{"total":31536000000}"#, #""timing":{"total":9999999999.9,"x":1e300}"#,
        #""timing":{"total":1e2, "dns" : 0}"#, #""certificate":{"days":-4000000}"#, #""at":0"#,
    ])
    func `the last possible one is taken`(member: String) throws {
        let seeds = #""url":"a","time":"t","result":"SUCCESS","message":"OK""#
        #expect(try check("{\(seeds),\(member)}")?.text == "a")
    }

    @Test(arguments: [
        "x", "1", #"{"url":"u","time":"t","result":"SUCCESS","message":"OK"}}"#,
        #"{"url":"u","time":"t","result":"SUCCESS","message":"OK","x":"\ud800"}"#,
        #"{"url":"u","time":"t","result":"SUCCESS","message":"OK","x":1e999}"#,
    ])
    func `what is no strict JSON is none`(text: String) {
        #expect(throws: RecordIntake.Problem.self) { try check(text) }
    }

    @Test func `a key that stands twice in timing is told`() {
        let line =
            #"{"url":"a","time":"t","result":"SUCCESS","message":"OK","timing":{"dns":1,"dns":1}}"#
        let problem = #expect(throws: RecordIntake.Problem.self) { try check(line) }
        #expect(problem?.description == "duplicate key at byte 74")
    }

    private func check(_ line: String) throws -> URLKey? {
        var intake = RecordIntake()
        return try Array(line.utf8).withUnsafeBytes { try intake.fields(of: $0).url }
    }
}
