// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct JSONPathTests {
    @Test(arguments: [
        ("a", ["a"]), ("data.items.0.state", ["data", "items", "0", "state"]),
        (#"a\.b.c"#, ["a.b", "c"]), (#"a\\.b"#, [#"a\"#, "b"]), (#"a\b"#, [#"a\b"#]),
    ])
    func `a path is split at its dots`(text: String, steps: [String]) throws {
        #expect(try JSONPath(text).steps == steps)
    }

    @Test(arguments: ["", ".", "a.", ".a", "a..b", #"a\"#])
    func `an empty step, or a backslash at the end, is refused`(text: String) {
        #expect(throws: SettingProblem.self) { try JSONPath(text) }
    }
}
