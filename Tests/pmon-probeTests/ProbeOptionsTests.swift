// SPDX-License-Identifier: MIT

import ArgumentParser
import TestSupport
import Testing

@testable import pmon_probe

struct ProbeOptionsTests {
    @Test(arguments: [
        ["--count", "3"], ["--every", "1s", "--count", "0"], ["--every", "1s", "-"],
        ["--every", "soon"],
        ["--every", "0"], ["-", "-"],
    ])
    func `flags that do not go together are refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try ProbeFlags.parse(arguments) }
    }

    @Test func `flags are read`() throws {
        let options = try ProbeFlags.parse([
            "--every", "5m", "--count", "2", "--only", "a", "--only", "b", "http://x/",
        ]).options
        #expect(options.every == .seconds(300))
        #expect(options.count == 2)
        #expect(options.only == ["a", "b"])
        #expect(options.addresses == ["http://x/"])
    }

    @Test(arguments: [
        ([], true), (["--conf", "x.ini"], true), (["--quiet", "--conf=x=y.ini"], true),
        (["--conf", "-"], true),
        (["--help"], false), (["--log-level", "info"], false), (["--no-such-flag"], false),
        (["http://x/", "--quiet", "-"], true), (["-", "-"], false),
        (["--data", "d"], false), (["--list"], false), (["--every", "1s"], false),
    ])
    func `an ordinary run reads its arguments as the argument parser does`(
        arguments: [String],
        isPlain: Bool
    ) {
        let (plain, parsed) = PlainRuns.readings(of: PmonProbe.self, arguments)
        #expect((plain != nil) == isPlain)
        if isPlain { #expect(plain == parsed) }
    }
}
