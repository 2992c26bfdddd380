// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

/// The shell itself tells what a text means.
struct ShellTextTests {
    private static let hostile = [
        "plain", "with space", "it's", "$(touch x)", "`id`", "a;b", "a\nb", "\"", "\\", "$HOME",
        "*",
        "--help", "'; rm -rf /; '", "ü", "&&", "|", "<x", "#", "!", "{a,b}", "~", "",
    ]

    private func shell(_ script: String, in folder: TemporaryFolder) throws -> String {
        try ChildProcess.run("sh", ["-c", "cd '\(folder.path)' && \(script)"]).text
    }

    @Test(arguments: hostile)
    func `a quoted text is one word that stands for itself`(text: String) throws {
        let folder = try TemporaryFolder()
        let output = try shell("printf '%s|' \(ShellText.quoted(text))", in: folder)
        #expect(output == "\(text)|")
        #expect(try folder.names().isEmpty)
    }

    @Test(arguments: hostile.filter { !$0.contains("*") && !$0.isEmpty && !$0.contains("\n") })
    func `a glob without its signs stands for itself`(text: String) throws {
        let folder = try TemporaryFolder()
        #expect(try shell("printf '%s|' \(ShellText.glob(text))", in: folder) == "\(text)|")
        #expect(try folder.names().isEmpty)
    }

    @Test(arguments: [
        ("*.log", ["a.log", "b c.log", "it's.log"]), ("?.log", ["a.log"]),
        ("[ab]*.log", ["a.log", "b c.log"]),
        ("[!a]*.log", ["b c.log", "it's.log"]), ("it's*", ["it's.log"]), ("b c.*", ["b c.log"]),
        ("[a-b]?c.log", ["b c.log"]), ("[]", ["[]"]), ("$(x)*", ["$(x).txt"]), ("[ ]*", ["[ ]*"]),
    ])
    func `the signs of a glob keep their meaning`(pattern: String, names: [String]) throws {
        let folder = try TemporaryFolder()
        for name in ["a.log", "b c.log", "it's.log", "$(x).txt"] { try folder.write(name, "") }
        let output = try shell(
            "LC_ALL=C; for f in \(ShellText.glob(pattern)); do printf '%s|' \"$f\"; done",
            in: folder
        )
        #expect(output == names.map { "\($0)|" }.joined())
    }

    @Test func `a folder may begin with the home folder`() throws {
        let folder = try TemporaryFolder()
        let script = "HOME='/h o'; printf '%s' \(ShellText.folder("~/logs $x"))"
        #expect(try shell(script, in: folder) == "/h o/logs $x")
        #expect(ShellText.folder("/var/log") == "'/var/log'")
        #expect(ShellText.folder("~root") == "'~root'")
    }
}
