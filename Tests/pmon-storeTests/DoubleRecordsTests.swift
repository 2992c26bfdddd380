// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import Testing

@testable import pmon_store

struct DoubleRecordsTests {
    private func find(_ text: String) throws -> (doubles: DoubleRecords, kept: [String]) {
        try Array(text.utf8).withUnsafeBytes { bytes in
            let lists = try HistoryScanner.scan(bytes)
            let doubles = DoubleRecords(lists, in: bytes, keepsPlaces: true)
            let kept = doubles.kept.sorted { $0.key < $1.key }.flatMap { url, ranges in
                ranges.map { "\(url.text) \(String(decoding: bytes[$0], as: UTF8.self))" }
            }
            return (doubles, kept)
        }
    }

    @Test func `the first of equal records stays`() throws {
        let found = try find(
            #"{"b":[{"run":1},{"run":2},{"run":1,"x":0}],"a":[{"run":1},{"time":"t"},{"time":"t"}],"b":[{"run":2}]}"#
        )
        #expect(found.doubles.count == 3)
        #expect(found.doubles.first == URLKey("a"))
        #expect(
            found.kept == [
                #"a {"run":1}"#, #"a {"time":"t"}"#, #"b {"run":1}"#, #"b {"run":2}"#,
            ]
        )
    }

    @Test func `other targets, places and addresses are other records`() throws {
        let found = try find(
            #"{"a":[{"run":1},{"run":1,"target":"x"},{"run":1,"place":"x"}],"b":[{"run":1}],"c":[]}"#
        )
        #expect(found.doubles.count == 0)
        #expect(found.doubles.first == nil)
        #expect(found.doubles.kept[URLKey("c")] == [])
    }
}
