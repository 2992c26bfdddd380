// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import PmonHistory

struct RecordFormTests {
    /// How much of a record is like the one before: its length, or how many members.
    private func compare(_ first: String, _ second: String) -> (length: Int?, members: Int) {
        let table = RecordForm.Table()
        return Array((first + "\n").utf8).withUnsafeBufferPointer { one in
            Array((second + "\n").utf8).withUnsafeBufferPointer { two in
                guard let start = one.baseAddress, let other = two.baseAddress else {
                    return (nil, 0)
                }
                var notes = RecordNotes(newestTime: start)
                var form = RecordForm(table, start: start)
                var cursor = JSONCursor(UnsafeRawBufferPointer(one), strictness: .grammar)
                guard RecordScan.scan(&cursor, &notes, &form) else { return (nil, -1) }
                return form.compare(other, other + two.count)
            }
        }
    }

    @Test(arguments: [
        (#"{"a":12,"b":"x"}"#, #"{"a":57,"b":"x"}"#), (#"{"a":12}"#, #"{"a":10}"#),
        (#"{"a":1,"b":1}"#, #"{"a":0,"b":0}"#), (#"{"a":1.5,"b":1}"#, #"{"a":0.0,"b":1}"#),
        (#"{"time":"2026-11-28 19:58:59.9"}"#, #"{"time":"2026-12-01 00:01:00.0"}"#),
        (#"{"time":"2026-11-28T19:58"}"#, #"{"time":"2026-12-01T00:01"}"#), ("{}", "{}"),
        (#"{"aaaaaa9":"aaaaaaaaaaaaaa"}"#, #"{"aaaaaa4":"aaaaaaaaaaaaaa"}"#),
    ])
    func `digits in the place of digits are alike`(first: String, second: String) {
        #expect(compare(first, second).length == (first == "{}" ? nil : first.utf8.count))
    }

    @Test(arguments: [
        (#"{"a":12,"b":3}"#, #"{"a":02,"b":3}"#, 0), (#"{"b":3,"a":12}"#, #"{"b":4,"a":02}"#, 1),
        (#"{"b":3,"a":-12}"#, #"{"b":3,"a":-02}"#, 1),
        (#"{"b":3,"a":[1,22]}"#, #"{"b":3,"a":[1,02]}"#, 1),
        (#"{"b":3,"a":[1, 22]}"#, #"{"b":3,"a":[1, 02]}"#, 1),
        (#"{"b":3,"c":"x","a":1}"#, #"{"b":3,"c":"x","a":x}"#, 2),
        (#"{"b":3,"c":"x","a":1}"#, #"{"b":3,"c":"y","a":1}"#, 1),
        (#"{"b":3,"c":12,"a":1}"#, #"{"b":3,"c":123,"a":1}"#, 1),
        (#"{"b":3,"c":123,"a":1}"#, #"{"b":3,"c":12,"a":1}"#, 1),
        (#"{"b":3,"c":1}"#, #"{"b":3,"c":1"#, 1), (#"{"b":3,"c":11}"#, #"{"b":3,"c":10"#, 1),
        (#"{"b":3,"c":1}"#, "{\"b\":3,\"c\":\u{0}}", 1),
    ])
    func `all else ends what is alike`(first: String, second: String, members: Int) {
        let found = compare(first, second)
        #expect(found.length == nil)
        #expect(found.members == members)
    }

    @Test(arguments: [
        #"{"a":"\n1"}"#, #"{"\u0061":1}"#, #"{"a":"ü1"}"#,
        "{" + (0...32).map { "\"\($0)\":1" }.joined(separator: ",") + "}",
    ])
    func `none is compared with escapes, characters beyond ASCII or very many members`(text: String)
    {
        #expect(compare(text, text) == (nil, 0))
    }
}
