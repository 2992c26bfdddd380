// SPDX-License-Identifier: MIT

import Testing

@testable import PmonTool

struct ProcessArgumentsTests {
    @Test(arguments: [
        ("pmon\0", []), ("pmon\0a\0b c\0", ["a", "b c"]), ("pmon\0\0", [""]),
        ("pmon\0a\0\0", ["a", ""]), ("pmon\0a", ["a"]), ("\0a\0", ["a"]), ("", []),
    ])
    func `arguments end with a NUL, and may be empty`(text: String, arguments: [String]) {
        #expect(ProcessArguments.parse(Array(text.utf8)) == arguments)
    }

    @Test func `those of this process are those that the runtime knows`() {
        #expect(ProcessArguments.all == Array(CommandLine.arguments.dropFirst()))
    }
}
