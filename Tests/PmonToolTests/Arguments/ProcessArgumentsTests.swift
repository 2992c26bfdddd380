// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import PmonTool

struct ProcessArgumentsTests {
    @Test func `those of this process are those that the system knows`() throws {
        let bytes = try FileBytes.read("/proc/self/cmdline", limit: 1 << 20)
        let known = bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false)
        let arguments = known.dropFirst().map { String(decoding: $0, as: UTF8.self) }
        #expect(ProcessArguments.all == arguments)
        #expect(CommandLine.arguments.count == known.count)
    }
}
