// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct FormTokenTests {
    @Test func `each token has 128 bits of its own`() {
        let tokens = Set((0..<100).map { _ in FormToken.make() })
        #expect(tokens.count == 100)
        #expect(tokens.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    }
}
