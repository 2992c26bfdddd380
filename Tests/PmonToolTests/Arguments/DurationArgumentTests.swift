// SPDX-License-Identifier: MIT

import PmonTool
import Testing

struct DurationArgumentTests {
    @Test func `a duration above zero is a value, and is written as it is read`() {
        #expect(DurationArgument(argument: "500ms")?.duration == .milliseconds(500))
        #expect(DurationArgument(argument: "2")?.duration == .seconds(2))
        #expect(DurationArgument(.seconds(90)).defaultValueDescription == "90s")
    }

    @Test(arguments: ["0", "0s", "0.0000001s", "-1s", "soon", ""])
    func `what is none is refused`(text: String) {
        #expect(DurationArgument(argument: text) == nil)
    }
}
