// SPDX-License-Identifier: MIT

import Foundation
import PmonCurl
import Testing

/// Collects what a transfer receives, up to a limit.
final class Collector: TransferReceiver {
    var body: [UInt8] = []
    let limit: Int

    init(limit: Int = .max) {
        self.limit = limit
    }

    func receive(body piece: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool {
        body += piece
        return body.count <= limit
    }
}

struct EasyHandleTests {
    private let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("pmon-curl-\(UUID().uuidString)")

    private func handle(_ text: String) throws -> EasyHandle {
        try Data(text.utf8).write(to: file)
        let handle = try EasyHandle()
        try handle.set(.url, "file://\(file.path)")
        return handle
    }

    @Test func `a transfer hands its bytes to the receiver`() throws {
        let handle = try handle("hello\n")
        let collector = Collector()
        try handle.setReceiver(collector)
        try handle.perform()
        #expect(String(decoding: collector.body, as: UTF8.self) == "hello\n")
        #expect(handle.microseconds(.total) >= 0)
    }

    @Test func `a receiver that refuses ends the transfer`() throws {
        let handle = try handle("hello\n")
        try handle.setReceiver(Collector(limit: 2))
        let error = #expect(throws: CurlError.self) { try handle.perform() }
        #expect(error?.code == .writeError)
    }

    @Test func `the error text tells more than the code and goes with the next start`() throws {
        let handle = try EasyHandle()
        try handle.set(.url, "file:///no/such/file")
        #expect(throws: CurlError.self) { try handle.perform() }
        #expect(handle.errorText.contains("/no/such/file"))
        handle.clearErrorText()
        #expect(handle.errorText.isEmpty)
    }

    @Test func `a scheme that is not allowed is not opened`() throws {
        let handle = try handle("secret")
        try handle.set(.protocols, "http,https")
        let error = #expect(throws: CurlError.self) { try handle.perform() }
        #expect(error?.code == .unsupportedProtocol)
    }

    @Test func `a string with a NUL is refused instead of cut`() throws {
        let handle = try EasyHandle()
        #expect(throws: CurlError.self) { try handle.set(.url, "http://a\0b/") }
    }
}
