// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonSystem
import TestSupport
import Testing

@testable import pmon_mail

struct PmonMailTests {
    @Test func `a configuration without mail is fine, one that cannot mail is not`() throws {
        let tool = try PmonMail.parse([])
        try tool.work.check(Configuration())
        var configuration = Configuration()
        configuration.email = EmailSettings()
        #expect(throws: ToolError.self) { try tool.work.check(configuration) }
        try PmonMail.parse(["--print"]).work.check(configuration)
    }

    @Test(arguments: [
        ([], true), (["--conf", "x.ini"], true), (["--quiet", "--conf=x=y.ini"], true),
        (["--conf", "-"], true),
        (["--help"], false), (["--log-level", "info"], false), (["--no-such-flag"], false),
        (["--latest", "l"], true), (["--data", "d"], false),
        (["--print"], false), (["x"], false),
    ])
    func `an ordinary run reads its arguments as the argument parser does`(
        arguments: [String],
        isPlain: Bool
    ) {
        let (plain, parsed) = PlainRuns.readings(of: PmonMail.self, arguments)
        #expect((plain != nil) == isPlain)
        if isPlain { #expect(plain == parsed) }
    }
}
