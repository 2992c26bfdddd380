// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

@testable import pmon_probe

struct TrustFileTests {
    @Test(arguments: ["/nonexistent", "/etc"])
    func `a file that is not there, and a folder, are told before any check`(path: String) {
        let error = #expect(throws: ToolError.self) { try TrustFile.certificates(path) }
        #expect(error?.status == .noInput)
    }

    @Test func `a file without PEM is told`() throws {
        let package = ProjectFiles.path("Package.swift")
        let error = #expect(throws: ToolError.self) { try TrustFile.certificates(package) }
        #expect(error?.status == .data)
    }

    @Test func `the system's own certificates can be used`() throws {
        #expect(try !TrustFile.certificates("/etc/ssl/certs/ca-certificates.crt").isEmpty)
    }
}
