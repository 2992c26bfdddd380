// SPDX-License-Identifier: MIT

import Testing

@testable import PmonHistory

struct DamagedLineTests {
    private func isOneRecord(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return false }
            return DamagedLine.end(start, before: start + bytes.count) == start + bytes.count - 1
        }
    }

    @Test func `a record with a few destroyed bytes is one line of its list`() {
        #expect(isOneRecord("{\"time\":\"\0\",\"x\":1},\n"))
        #expect(isOneRecord("{\"ti\u{1}\u{2}me\":\"ö\"},\n"))
    }

    @Test(arguments: [
        "{\"time\":\"x\",\"x\":1},\n", "{\"time\":\"ta\"time\":\"x\"},\n",
        "{\"time\":\"\0\0\0\0\0\0\0\0\0\0\0\0\"},\n",
        "{\"a\":\"\0\",\"b\":1234567890123,\"c\":\"\0\"},\n",
        "{\"time\":\"\0\"}\n", "\0\"time\":\"\"},\n", "{\"time\":\"\0\"},",
    ])
    func `what may hide an address is not`(text: String) {
        #expect(!isOneRecord(text))
    }
}
