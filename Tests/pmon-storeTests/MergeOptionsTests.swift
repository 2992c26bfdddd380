// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonTool
import Testing

@testable import pmon_store

struct MergeOptionsTests {
    @Test func `a record waits a second unless told otherwise`() throws {
        #expect(try PmonStore.parse([]).work.options.flush == .seconds(1))
        #expect(try PmonStore.parse(["--flush", "20ms"]).work.options.flush == .milliseconds(20))
        #expect(try MergeFlags.parse([]).flush.defaultValueDescription == "1s")
    }
}
