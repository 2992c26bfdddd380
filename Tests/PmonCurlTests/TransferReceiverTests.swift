// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

/// Takes header lines.
private final class HeaderCollector: TransferReceiver {
    var lines: [String] = []

    func receive(body: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool { true }

    func receive(headerLine: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool {
        lines.append(String(decoding: headerLine, as: UTF8.self))
        return true
    }
}

struct TransferReceiverTests {
    @Test func `header lines come where they are asked for`() throws {
        for asked in [true, false] {
            let handle = try EasyHandle()
            let collector = HeaderCollector()
            // libcurl makes up headers for files.
            try handle.set(.url, "file:///etc/hostname")
            try handle.setReceiver(collector, headers: asked)
            try handle.perform()
            #expect(collector.lines.contains { $0.hasPrefix("Content-Length: ") } == asked)
        }
    }
}
