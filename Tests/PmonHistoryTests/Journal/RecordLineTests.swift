// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import Testing

struct RecordLineTests {
    @Test(arguments: [
        (#"{"url":"a","n":1}"#, #"{"n":1}"#), (#"{"n":1,"url":"a"}"#, #"{"n":1}"#),
        (#"{"url":"a"}"#, "{}"),
        (#"{"\u0075rl":"a","n":1.50}"#, #"{"n":1.50}"#),
        ("{\r\t\"n\" : [ 1, \" \\\" \" ] }", #"{"n":[1," \" "]}"#),
        (#"{"n":{"url":"inner"},"url":"a"}"#, #"{"n":{"url":"inner"}}"#), ("{ }", "{}"),
    ])
    func `the address is taken out and spaces between tokens too`(record: String, line: String) {
        var bytes: [UInt8] = []
        Array(record.utf8).withUnsafeBytes { RecordLine.appendWithoutURL($0, to: &bytes) }
        #expect(String(decoding: bytes, as: UTF8.self) == line)
    }

    @Test(arguments: [
        (#"{"n":1,"m":2}"#, #"{"url":"a\"b","n":1,"m":2}"#), ("{}", #"{"url":"a\"b"}"#),
        (#"{ "n" : 1 }"#, #"{"url":"a\"b","n":1}"#),
        (#"{"n":1,"url":"old"}"#, #"{"url":"a\"b","n":1}"#),
    ])
    func `the address is put in front`(record: String, line: String) {
        var bytes: [UInt8] = []
        Array(record.utf8).withUnsafeBytes {
            RecordLine.append($0, url: URLKey("a\"b"), to: &bytes)
        }
        #expect(String(decoding: bytes, as: UTF8.self) == line)
    }
}
