// SPDX-License-Identifier: MIT

import PmonSystem
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

    @Test(arguments: [
        (256, 1_048_576, 6, 256), (256, 1024, 6, 238), (256, 1024, 506, 113), (256, 74, 6, 1),
        (256, 18, 6, 1),
    ])
    func `what is open already and the reserve are no room for checks`(
        checks: Int,
        limit: Int,
        open: Int,
        allowed: Int
    ) throws {
        #expect(try DescriptorLimit.room(for: checks, limit: limit, open: open) == allowed)
    }

    @Test func `a limit that does not allow one check is an error of pmon's`() throws {
        #expect(
            throws: ToolError(
                .inputOutput,
                "cannot check: limit of 17 descriptors (ulimit -n): at least 18 are needed"
            )
        ) { try DescriptorLimit.room(for: 256, limit: 17, open: 6) }
    }
}
