// SPDX-License-Identifier: MIT

import ArgumentParser
import TestSupport
import Testing

@testable import pmon_ssh

struct SSHOptionsTests {
    @Test func `the defaults are those of the design`() throws {
        let options = try SSHFlags.parse([]).options
        #expect(options.concurrency == 32)
        #expect(!options.all)
        #expect(options.targets.isEmpty)
    }

    @Test(arguments: ["0", "1001", "-1", "x"])
    func `a number out of range is wrong usage`(number: String) {
        #expect(throws: (any Error).self) { try SSHFlags.parse(["--concurrency=\(number)"]) }
    }

    @Test(arguments: [
        ([], true), (["--conf", "x.ini"], true), (["--quiet", "--conf=x=y.ini"], true),
        (["--conf", "-"], true),
        (["--help"], false), (["--log-level", "info"], false), (["--no-such-flag"], false),
        (["url.1", "url.2"], true), (["--data", "d"], false),
        (["--all"], false), (["--list"], false), (["--evidence-only"], false),
        (["--concurrency", "2"], false),
    ])
    func `an ordinary run reads its arguments as the argument parser does`(
        arguments: [String],
        isPlain: Bool
    ) {
        let (plain, parsed) = PlainRuns.readings(of: PmonSsh.self, arguments)
        #expect((plain != nil) == isPlain)
        if isPlain { #expect(plain == parsed) }
    }
}
