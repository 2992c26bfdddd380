// SPDX-License-Identifier: MIT

import PmonJSON
import TestSupport
import Testing

@testable import PmonRecord

struct UsualTimingTests {
    @Test(arguments: [
        #"{"total":1.234}"#, #"{"dns":0,"connect":1.5,"tls":20,"wait":3,"receive":0.1,"total":25}"#,
        #"{"total":9999999999.999}"#,
    ])
    func `the usual object is known`(text: String) {
        #expect(isOne(text))
    }

    @Test(arguments: [
        "{}", "null", "[]", #""total""#, "1", #"{"total":1,"total":1}"#,
        #"{"dns":1,"tls":2,"dns":3}"#, #"{"other":1}"#, #"{"Total":1}"#, #"{"t\u006ftal":1}"#,
        #"{"":1}"#, #"{"totals":1}"#, #"{"total":-1}"#, #"{"total":1e9}"#, #"{"total":1.5E9}"#,
        #"{"total":31536000001}"#, #"{"total":10000000000}"#, #"{"total":null}"#,
        #"{"total":"1"}"#, #"{"total":[1]}"#, #"{"total":{"total":1}}"#, #"{ "total":1}"#,
        #"{"total": 1}"#, #"{"total":1 }"#, #"{"dns":1, "total":1}"#,
    ])
    func `all else needs a closer look`(text: String) {
        #expect(!isOne(text))
    }

    @Test func `a text cut off anywhere is none`() {
        let text = #"{"dns":0,"total":25.5}"#
        for count in 0..<text.count { #expect(!isOne(String(text.prefix(count)))) }
    }

    @Test func `a closer look never differs`() {
        let keys = ["dns", "connect", "tls", "wait", "receive", "total", "x", "dn", "waits"]
        let values = ["0", "0.5", "12", "9999999999", "10000000000", "99999999999.5", "-1", "1e3"]
        var known = 0
        var random = SeededRandom(seed: 14)
        for _ in 0..<20_000 {
            let members = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                let key = keys.randomElement(using: &random) ?? ""
                return "\"\(key)\":\(values.randomElement(using: &random) ?? "")"
            }
            let text = "{" + members.joined(separator: ",") + "}"
            guard isOne(text) else { continue }
            known += 1
            #expect(isPossible(text), "\(text)")
        }
        #expect(known > 100)
    }

    private func isOne(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes(UsualTiming.isOne)
    }

    /// What a reading of the whole value says.
    private func isPossible(_ text: String) -> Bool {
        guard case .object(let object)? = try? JSONParser.parse(Array(text.utf8)) else {
            return false
        }
        return NumberField.timing.allSatisfy { field in
            object["\(field.key)"].map { field.number($0.double) != nil } ?? true
        }
    }
}
