// SPDX-License-Identifier: MIT

import PmonFiles
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

    private func scan(_ body: String) throws -> HistoryList {
        try Array("{\"a\":[\(body)]}".utf8).withUnsafeBytes { try HistoryScanner.scan($0)[0] }
    }
}
