// SPDX-License-Identifier: MIT

import PmonJSON
@testable import PmonRecord
import TestSupport
import Testing

struct NumberFieldMembersTests {
    @Test(arguments: [
        ("0", true), ("-0", true), ("1764000000.123456", true), ("253402300799", true),
        ("253402300800", false), ("99999999999.9", true), ("1e9", true), ("1e300", false),
        ("-1", false),
        ("1764000000000", false),
    ])
    func `an instant is judged by its value, however it is spelled`(text: String, isPossible: Bool)
        throws
    {
        #expect(try member(text) { $0.isPossible(.at) } == isPossible)
        #expect(try member(text) { $0.number(.at) != nil } == isPossible)
    }

    @Test(arguments: [
        ("31536000000", true), ("31536000001", false), ("99999999999", false),
        ("9999999999.5", true),
    ])
    func `so is a duration`(text: String, isPossible: Bool) throws {
        #expect(try member(text) { $0.isPossible(.total) } == isPossible)
    }

    @Test func `other types are absent`() throws {
        for text in [#""5""#, "null", "[1]", #"{"at":-1}"#, "true"] {
            #expect(try member(text) { $0.isPossible(.at) && $0.isPossible(.run) })
            #expect(try member(text) { $0.number(.at) == nil && $0.integer(.run) == nil })
        }
    }

    @Test func `a number is what a reading of its text makes of it, to the last bit`() throws {
        var texts = [
            "9007199254740992", "9007199254740993", "0.1", "0.30000000000000004", "5e-1", "-1.5",
            "1764000000.123456", "0.0000000000000001", "123456789.123456789", "0", "0.0",
        ]
        var random = SeededRandom(seed: 13)
        func digits() -> String {
            let bound = 1 << Int.random(in: 1...62, using: &random)
            return String(Int.random(in: 0...bound, using: &random))
        }
        for _ in 0..<5000 {
            let (whole, fraction) = (digits(), digits())
            texts += [
                whole, "\(whole).\(fraction)", "0.\(fraction)",
                "1\(whole.suffix(9)).000\(fraction)",
            ]
        }
        for text in texts {
            #expect(try member(text) { $0.double } == Double(text), "\(text)")
        }
    }

    private func member<Value>(_ text: String, _ body: (JSONMembers.Member) -> Value) throws
        -> Value
    {
        try Array(#"{"x":\#(text)}"#.utf8).withUnsafeBytes { bytes in
            var members = JSONMembers(bytes)
            let member = members.next()
            return body(try #require(member))
        }
    }
}
