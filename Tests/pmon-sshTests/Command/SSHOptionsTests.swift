// SPDX-License-Identifier: MIT

import ArgumentParser
import Testing

@testable import pmon_ssh

struct SSHOptionsTests {
    @Test func `the defaults are those of the design`() throws {
        let options = try SSHOptions.parse([])
        #expect(options.concurrency == 32)
        #expect(!options.all)
        #expect(options.targets.isEmpty)
    }

    @Test(arguments: ["0", "1001", "-1", "x"])
    func `a number out of range is wrong usage`(number: String) {
        #expect(throws: (any Error).self) { try SSHOptions.parse(["--concurrency=\(number)"]) }
    }
}
