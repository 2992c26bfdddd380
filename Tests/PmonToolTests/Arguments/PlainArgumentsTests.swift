// SPDX-License-Identifier: MIT

import Testing

@testable import PmonTool

struct PlainArgumentsTests {
    @Test func `files, quiet and operands are taken in any order`() throws {
        let arguments = ["a", "--conf", "x.ini", "-", "--data=d=1", "--quiet", "b"]
        var plain = try #require(PlainArguments(arguments))
        #expect(plain.takeOperands() == ["a", "-", "b"])
        #expect(!plain.isEmpty)
        let shared = SharedOptions(taking: &plain)
        #expect(shared.conf == "x.ini")
        #expect(shared.quiet)
        let files = FileOptions(taking: &plain)
        #expect(files.data == "d=1")
        #expect(files.latest == nil)
        #expect(plain.isEmpty)
    }

    @Test(arguments: [
        ["--conf"], ["--conf="], ["--conf", "--quiet"], ["--conf", "a", "--conf", "b"],
        ["--quiet=1"],
        ["--quiet", "--quiet"], ["--help"], ["-h"], ["--version"], ["--", "a"], ["--con", "a"],
        [""],
        ["--log-level", "info"], ["--check-config"], ["--generate-completion-script"],
    ])
    func `everything else is left to the argument parser`(arguments: [String]) {
        #expect(PlainArguments(arguments) == nil)
    }

    @Test func `what a tool does not take, stays`() throws {
        var plain = try #require(PlainArguments(["--latest", "l"]))
        _ = SharedOptions(taking: &plain)
        #expect(!plain.isEmpty)
        var operand = try #require(PlainArguments(["x"]))
        _ = SharedOptions(taking: &operand)
        #expect(!operand.isEmpty)
    }
}
