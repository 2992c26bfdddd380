// SPDX-License-Identifier: MIT

import PmonFiles
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
            #""result":"EXCEPTION_ERROR","at":3,"run":3,"since":2.000000,"streak":2,"previous":"SUCCESS""#
        #expect(members(check) == expected)
    }

    @Test func `a check of the older pmon is counted from its record on`() {
        var check = check(#"{"result":"SUCCESS","at":5}"#)
        #expect(check.streak == 0)
        check.beginStreak()
        #expect(members(check) == #""result":"SUCCESS","at":5,"since":5.000000,"streak":1"#)
    }
}
