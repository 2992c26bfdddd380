// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct RecordCheckTests {
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
        #expect(try check(line).text == url)
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
        #expect(throws: RecordCheck.Problem(text: problem)) { try check(line) }
    }

    private func check(_ line: String) throws -> URLKey {
        var check = RecordCheck()
        return try Array(line.utf8).withUnsafeBytes { try check.url(of: $0) }
    }
}
