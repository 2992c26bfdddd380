// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct BatchTests {
    @Test func `records become lines of the journal, others are kept as they came`() {
        let batch = StoreFixture.batch([
            #" {"url": "a","time":"t","result":"SUCCESS","message":1} "#, "bad \t",
        ])
        #expect(batch.entries.map(\.url.text) == ["a"])
        let record = #"{"url":"a","time":"t","result":"SUCCESS","message":1}"#
        #expect(String(decoding: batch.lines[batch.entries[0].range], as: UTF8.self) == record)
        #expect(String(decoding: batch.rejected, as: UTF8.self) == "bad \t\n")
        #expect(batch.size == batch.lines.count + 6)
        #expect(!batch.isEmpty && StoreFixture.batch([]).isEmpty)
    }
}
