// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ShownTextTests {
    @Test func `a long message is cut, and says so`() {
        let long = String(repeating: "long ", count: 8000)
        #expect(ShownText.message(long).count == ShownText.longest + 1)
        #expect(ShownText.message(long).hasSuffix("…"))
        let full = String(repeating: "ü", count: ShownText.longest)
        #expect(ShownText.message(full) == full)
        #expect(ShownText.message(full + "x") == full + "…")
    }

    @Test func `a bare status has its name`() {
        #expect(ShownText.message("503") == "503 Service Unavailable")
        #expect(ShownText.message("OK") == "OK")
    }
}
