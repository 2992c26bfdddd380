// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct DescriptorLimitTests {
    @Test func `few checks are always allowed, and no more than asked for`() throws {
        #expect(try DescriptorLimit.raise(for: 1) == 1)
        #expect(try DescriptorLimit.raise(for: 10) == 10)
    }

    @Test func `what the system forbids is cut down, but not to nothing`() throws {
        let allowed = try DescriptorLimit.raise(for: 100_000_000)
        #expect(allowed >= 1)
        #expect(allowed < 100_000_000)
    }
}
