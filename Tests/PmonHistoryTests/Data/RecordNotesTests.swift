// SPDX-License-Identifier: MIT

@testable import PmonHistory
import PmonRecord
import Testing

struct RecordNotesTests {
    @Test func `the least and the greatest run are noted`() throws {
        let list = try scan(#"{"run":7},{"run":3},{"run":12},{"run":12}"#)
        #expect(list.oldestRun == 3)
        #expect(list.newestRun == 12)
        #expect(try scan(#"{"run":7},{}"#).oldestRun == .min)
        #expect(try scan("").oldestRun == .max)
    }

    @Test(arguments: [
        ["2026-11-22 17:23:49.000001", "2026-11-22 17:23:49.000002"],
        ["2025-11-22 17:23:49.000009", "2026-01-01 00:00:00.000000"],
        ["2026-11-22 17:23:48.999999", "2026-11-22 17:23:49.000000"],
        ["2026-11-22 17:23:49.000001", "2026-11-22 17:23:49.000001"],
    ])
    func `the greatest time is noted in any order`(times: [String]) throws {
        for order in [times, times.reversed()] {
            let body = order.map { #"{"time":"\#($0)"}"# }.joined(separator: ",")
            let list = try scan(body)
            #expect(
                String(decoding: Array("{\"a\":[\(body)]}".utf8)[list.newestTime], as: UTF8.self)
                    == times[1]
            )
            #expect(!list.isIrregular)
        }
    }

    @Test(
        arguments: [
            (#"{"at":50},{"at":99.9},{"at":200},{"at":50}"#, 2), (#"{"at":50},{"at":5}"#, nil),
            (#"{"at":200},{"at":50}"#, 0), (#"{"at":50},{"run":1}"#, 1), ("", nil),
            (#"{"at":50},{"at":1e3}"#, 1), (#"{"at":50},{"at":"50"}"#, 1),
            (#"{"at":50},{"at":-5}"#, 1),
            (#"{"at":50},{"at":50,"at":200}"#, 1), (#"{"at":50},{"at":200,"at":50}"#, 1),
            (#"{"at":50},{"\u0061t":200,"at":50}"#, 1), (#"{"at":50},{"at":50,"\u0061t":200}"#, 1),
            (#"{"at":50},{"x":{"at":50}}"#, 1), (#"{"at":50},{}"#, 1),
            (#"{"at":50},{"at":99999999999999999999}"#, 1), (#"{"at":50},{"at":null}"#, 1),
        ] as [(String, Int?)]
    )
    func `the first record is noted that is not certainly from before`(
        body: String,
        index: Int?
    ) throws {
        let text = Array("{\"a\":[\(body)]}".utf8)
        try text.withUnsafeBytes { bytes in
            let list = try HistoryScanner.scan(bytes, since: Timestamp(seconds: 150))[0]
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
            var starts: [Int] = []
            while let record = records.next(), let base = bytes.baseAddress {
                starts.append(record.baseAddress.map { $0 - base } ?? 0)
            }
            #expect(list.recent == (index.map { starts[$0] } ?? list.body.upperBound))
            #expect(try HistoryScanner.scan(bytes)[0].recent == list.body.lowerBound)
        }
    }

    private func scan(_ body: String) throws -> HistoryList {
        try Array("{\"a\":[\(body)]}".utf8).withUnsafeBytes { try HistoryScanner.scan($0)[0] }
    }
}
