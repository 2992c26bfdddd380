// SPDX-License-Identifier: MIT

import ArgumentParser
import Testing

@testable import pmon_store

struct MergeOptionsTests {
    @Test func `a record waits a second unless told otherwise`() throws {
        #expect(try MergeOptions.parse([]).flush.duration == .seconds(1))
        #expect(try MergeOptions.parse(["--flush", "20ms"]).flush.duration == .milliseconds(20))
        #expect(try MergeOptions.parse([]).flush.defaultValueDescription == "1s")
    }
}
