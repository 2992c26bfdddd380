// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct LatestEntryTests {
    @Test func `members of the latest file replace those a record brings`() {
        let text =
            #"{"url":"x","result":"SUCCESS","since":9,"streak":9,"previous":"SUCCESS","at":5,"run":5}"#
        Array(text.utf8).withUnsafeBytes { bytes in
            let entry = LatestEntry(first: bytes, RecordFacts(bytes))
            #expect(
                line(entry) == #"{"result":"SUCCESS","at":5,"run":5,"since":5.000000,"streak":1}"#
            )
        }
    }

    @Test func `an entry reads back as it was written`() {
        let text =
            #"{"result":"SUCCESS","at":5,"since":3.000000,"streak":2,"previous":"APPLICATION_ERROR"}"#
        Array(text.utf8).withUnsafeBytes { #expect(line(LatestEntry($0)) == text) }
    }

    @Test func `no records make no entry`() {
        #expect(LatestEntry(history: []) == nil)
    }

    private func line(_ entry: LatestEntry) -> String {
        var bytes: [UInt8] = []
        entry.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
