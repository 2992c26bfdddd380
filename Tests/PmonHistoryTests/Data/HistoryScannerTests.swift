// SPDX-License-Identifier: MIT

import PmonHistory
import PmonJSON
import PmonRecord
import Testing

struct HistoryScannerTests {
    private static let canonical = """
        {
        "http://a/": [
        {"time":"2026-11-22 17:23:49.000001","run":5,"n":{"x":[1]}},
        {"time":"2026-11-22 17:23:48.000001","run":12}
        ],
        "http://b/": []
        }

        """

    @Test func `lists are found with their ranges and counts`() throws {
        let lists = try scan(Self.canonical)
        #expect(lists.map(\.url.text) == ["http://a/", "http://b/"])
        #expect(lists.map(\.count) == [2, 0])
        #expect(lists.map(\.isCanonical) == [true, true])
        #expect(lists.map(\.newestRun) == [12, Int.min])
        #expect(text(lists[0].newestTime) == "2026-11-22 17:23:49.000001")
        #expect(lists.map(\.isIrregular) == [false, false])
        #expect(text(lists[1].entry) == #""http://b/": []"#)
        #expect(text(lists[0].body).hasPrefix("\n{\"time\""))
    }

    @Test(arguments: [
        #"{"a": [{"n":1}]}"#, #"{"a":[\#n{"n":1}\#n]}"#, #"{"a": [\#n{"n":1},{"n":2}\#n]}"#,
        #"{"a": [\#n{"n":1} ,\#n{"n":2}\#n]}"#, #"{"a": [\#n{"n":\#n1}\#n]}"#, #"{"a": {"n":1}}"#,
        #"{"\u0061": [\#n{"n":1}\#n]}"#, #"{"a": [ ]}"#,
    ])
    func `other layouts are accepted and told apart`(text: String) throws {
        let lists = try scan(text)
        #expect(lists.map(\.url.text) == ["a"])
        #expect(lists[0].isCanonical == false)
    }

    @Test(arguments: ["", " \n", "{}", " { } "])
    func `empty files and objects have no lists`(text: String) throws {
        #expect(try scan(text).isEmpty)
    }

    @Test(arguments: [
        "[]", "1", #"{"a":1}"#, #"{"a":null}"#, #"{"a":[1]}"#, #"{"a":[[]]}"#, #"{"a":[{}],}"#,
        #"{"a":[{},]}"#, #"{"a":[{}]}x"#, #"{"a":[{"b":}]}"#, #"{"a":[{"b":1]}"#,
        "{\"a\":[{\"b\":\"\u{1}\"}]}",
        "{\"a\":[{}]}\0\0\0\0", "\u{FEFF}{}",
    ])
    func `wrong shape and damage are refused`(text: String) {
        #expect(throws: JSONError.self) { try scan(text) }
    }

    @Test func `a file cut off anywhere is refused`() throws {
        let bytes = Array(Self.canonical.utf8)
        // Without the newline at its end it is whole; without any byte it is an empty history.
        for count in 1..<(bytes.count - 1) {
            #expect(throws: JSONError.self) {
                try Array(bytes.prefix(count)).withUnsafeBytes { try HistoryScanner.scan($0) }
            }
        }
    }

    @Test(arguments: [
        #""run":-1"#, #""run":1.5"#, #""run":"1""#, #""run":1234567890123456789"#, #""\u0072un":1"#,
        #""time":"17:23""#, #""time":5"#, #""time":"2026-11-22 17:23:49.00000\u0031""#,
    ])
    func `unusual spellings of run and time are noticed`(member: String) throws {
        #expect(try scan("{\"a\":[{\(member)}]}")[0].isIrregular)
    }

    @Test func `an address may stand twice`() throws {
        #expect(try scan(#"{"a":[{}],"a":[{},{}]}"#).map(\.count) == [1, 2])
    }

    private func scan(_ text: String) throws -> [HistoryList] {
        try Array(text.utf8).withUnsafeBytes { try HistoryScanner.scan($0) }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: Array(Self.canonical.utf8)[range], as: UTF8.self)
    }
}
