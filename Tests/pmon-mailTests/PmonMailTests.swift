// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore
import Testing

@testable import pmon_mail

struct PmonMailTests {
    @Test func `a configuration without mail is fine, one that cannot mail is not`() throws {
        let tool = try PmonMail.parse([])
        try tool.check(Configuration())
        var configuration = Configuration()
        configuration.email = EmailSettings()
        #expect(throws: ToolError.self) { try tool.check(configuration) }
        try PmonMail.parse(["--print"]).check(configuration)
    }
}
