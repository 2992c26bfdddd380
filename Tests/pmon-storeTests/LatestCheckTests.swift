// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_store

struct LatestCheckTests {
    private func check(_ text: String) -> LatestCheck {
        Array(text.utf8).withUnsafeBytes { LatestCheck(RecordFields($0)) }
    }

    private func members(_ check: LatestCheck) -> String {
        var bytes: [UInt8] = []
        check.appendMembers(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a result that changes begins anew, one that stays is counted`() {
        var check = check(#"{"result":"SUCCESS","at":1,"run":1,"since":1,"streak":3}"#)
        for text in [
            #"{"result":"EXCEPTION_ERROR","at":2,"run":2}"#,
            #"{"result":"EXCEPTION_ERROR","at":3,"run":3}"#,
        ] {
            Array(text.utf8).withUnsafeBytes { check.advance(to: $0, RecordFacts($0)) }
        }
        let expected =
            #""result":"EXCEPTION_ERROR","at":3,"run":3,"since":2.000000,"outage":2.000000,"streak":2,"previous":"SUCCESS","recent":"SSSEE""#
        #expect(members(check) == expected)
    }

    @Test func `a check of the older pmon is counted from its record on`() {
        var check = check(#"{"result":"SUCCESS","at":5}"#)
        #expect(check.streak == 0)
        check.beginStreak()
        let expected = #""result":"SUCCESS","at":5,"since":5.000000,"streak":1,"recent":"S""#
        #expect(members(check) == expected)
    }

    @Test(arguments: [
        (#"{"result":"SUCCESS","previous":"EXCEPTION_ERROR","streak":2}"#, "ESS"),
        (#"{"result":"APPLICATION_ERROR","streak":1000000000000}"#, "AAAAAAAAAAAAAAAAAAAA"),
        (#"{"result":"SUCCESS","streak":2,"recent":"ASES"}"#, "ASES"),
        // What another tool has left is not the letters of this record.
        (#"{"result":"SUCCESS","streak":2,"recent":"SSE"}"#, "SS"),
        (#"{"result":"SUCCESS","streak":2,"recent":"SxS"}"#, "SS"),
        (#"{"result":"SUCCESS","streak":2,"recent":""}"#, "SS"),
        (#"{"result":"SUCCESS","streak":2,"recent":7}"#, "SS"),
        (#"{"result":"SUCCESS","streak":2,"recent":"SSSSSSSSSSSSSSSSSSSSS"}"#, "SS"),
    ])
    func `letters are those of the file, else what it knows of the last runs`(
        text: String,
        letters: String
    ) {
        #expect(check(text).recent.text == letters)
    }

    @Test func `a run with two results has a letter for each change, one with one result has one`()
    {
        var check = check(#"{"result":"SUCCESS","at":1,"run":1,"streak":1,"recent":"S"}"#)
        for text in [
            #"{"result":"SUCCESS","at":2,"run":2}"#, #"{"result":"SUCCESS","at":3,"run":2}"#,
            #"{"result":"APPLICATION_ERROR","at":4,"run":2,"recent":"EEEEE"}"#,
        ] {
            Array(text.utf8).withUnsafeBytes { check.advance(to: $0, RecordFacts($0)) }
        }
        #expect(check.recent.text == "SSA")
        #expect(members(check).hasSuffix(#","previous":"SUCCESS","recent":"SSA""#))
    }
}
