// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_serve

struct CStringsTests {
    @Test func `a list ends with a null pointer`() {
        let texts = CStrings.with(["a", "b c", ""]) { list in
            (0..<3).compactMap { list[$0].map { String(cString: $0) } }
                + (list[3] == nil ? ["end"] : [])
        }
        #expect(texts == ["a", "b c", "", "end"])
    }

    @Test func `a variable is set anew, the others stay`() {
        let variables = Environment.with([("PATH", "/nowhere"), ("PMON_TEST", "1")])
        #expect(variables.filter { $0.hasPrefix("PATH=") } == ["PATH=/nowhere"])
        #expect(variables.contains("PMON_TEST=1"))
    }
}
