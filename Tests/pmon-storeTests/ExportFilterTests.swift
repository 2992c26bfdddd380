// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct ExportFilterTests {
    @Test func `addresses fit by their text or by a pattern`() {
        let filter = ExportFilter(urls: ["http://[::1]/?a=*", "https://*.example.org/*"])
        #expect(filter.wants(URLKey("http://[::1]/?a=*")))
        #expect(filter.wants(URLKey("https://x.example.org/y/z")))
        #expect(!filter.wants(URLKey("https://example.org/")))
        #expect(ExportFilter().wants(URLKey("anything")))
    }

    @Test func `since is in, until is out`() {
        let filter = ExportFilter(since: Timestamp(seconds: 10), until: Timestamp(seconds: 20))
        let instants = [9.999, 10, 19.999, 20].filter { wants(filter, #"{"at":\#($0)}"#) }
        #expect(instants == [10, 19.999])
        #expect(!wants(filter, "{}"))
    }

    @Test func `results are compared exactly`() {
        let filter = ExportFilter(results: [.exceptionError])
        #expect(wants(filter, #"{"result":"EXCEPTION_ERROR"}"#))
        #expect(!wants(filter, #"{"result":"SUCCESS"}"#))
        #expect(!wants(filter, "{}"))
    }

    private func wants(_ filter: ExportFilter, _ record: String) -> Bool {
        Array(record.utf8).withUnsafeBytes { filter.wants($0) }
    }
}
