// SPDX-License-Identifier: MIT

import PmonCore
import TestSupport
import Testing

@testable import pmon_probe

struct TrustFileTests {
    @Test(arguments: ["/nonexistent", "/etc"])
    func `a file that is not there, and a folder, are told before any check`(path: String) {
        let readable = #expect(throws: ToolError.self) { try TrustFile.expectReadable(path) }
        #expect(readable?.status == .noInput)
        let content = #expect(throws: ToolError.self) { try TrustFile.pem(path) }
        #expect(content?.status == .noInput)
    }

    @Test func `a file without PEM is told where it is looked into`() throws {
        let package = ProjectFiles.path("Package.swift")
        try TrustFile.expectReadable(package)
        let error = #expect(throws: ToolError.self) { try TrustFile.pem(package) }
        #expect(error?.status == .data)
    }
}
