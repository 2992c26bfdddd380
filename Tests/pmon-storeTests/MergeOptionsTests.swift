// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonTool
import Testing

@testable import pmon_store

struct MergeOptionsTests {
    @Test func `a record waits a second unless told otherwise`() throws {
        #expect(try MergeFlags.parse([]).options.flush == .seconds(1))
        #expect(try MergeFlags.parse(["--flush", "20ms"]).options.flush == .milliseconds(20))
        #expect(try MergeFlags.parse([]).flush.defaultValueDescription == "1s")
    }
}
