// SPDX-License-Identifier: MIT

import PmonHistory
import Testing

struct KnownRecordsTests {
    private static let history = Array(
        #"{"a":[{"run":5,"time":"2026-11-22 17:23:49.000001"},{"time":"2026-11-22 17:23:50.000001"},{"run":3}]}"#
            .utf8
    )

    @Test(arguments: [
        (#"{"run":5}"#, false), (#"{"run":4}"#, true), (#"{"run":6}"#, true),
        (#"{"run":5,"place":"x"}"#, true),
        (#"{"time":"2026-11-22 17:23:50.000001"}"#, false),
        (#"{"time":"2026-11-22 17:23:49.500000"}"#, true),
        (#"{"time":"2026-11-22 17:23:51.000001"}"#, true), (#"{"time":"soon"}"#, true),
    ])
    func `a record of the list is known`(record: String, isNew: Bool) throws {
        try Self.history.withUnsafeBytes { bytes in
            var known = KnownRecords()
            for list in try HistoryScanner.scan(bytes) { known.add(list, in: bytes) }
            Array(record.utf8).withUnsafeBytes { record in
                let first = known.insert(record)
                #expect(first == isNew)
                let second = known.insert(record)
                #expect(!second)
            }
        }
    }
}
