// SPDX-License-Identifier: MIT

import Testing

@testable import PmonRecord

struct MonitorKeyTests {
    @Test func `a key is stable and holds nothing of the address`() {
        #expect(MonitorKey.of("http://localhost/ok") == MonitorKey.of("http://localhost/ok"))
        #expect(MonitorKey.of("http://localhost/ok").count == 16)
        let isHex = MonitorKey.of("http://localhost/ok").allSatisfy { $0.isHexDigit }
        #expect(isHex)
    }

    @Test func `ten thousand addresses have ten thousand keys`() {
        let keys = Set((0..<10_000).map { MonitorKey.of("https://host\($0).example.org/") })
        #expect(keys.count == 10_000)
    }
}
