// SPDX-License-Identifier: MIT

import PmonTool
import Testing

@testable import PmonConfig

struct LogLevelTests {
    @Test(arguments: [
        ("DEBUG", LogLevel.debug), ("info", .info), ("Warn", .warn), ("WARNING", .warn),
        ("error", .error), ("FATAL", .fatal), ("critical", .fatal),
    ])
    func `a name without case is a level`(name: String, level: LogLevel) {
        #expect(LogLevel(name: name) == level)
        #expect(LogLevel(argument: name) == level)
    }

    @Test(arguments: ["", "TRACE", "INFO ", "1", "WARNINGS"])
    func `other names are none`(name: String) {
        #expect(LogLevel(name: name) == nil)
    }

    @Test func `levels are ordered by gravity`() {
        #expect(LogLevel.allCases == [.debug, .info, .warn, .error, .fatal])
        #expect(LogLevel.allCases.sorted() == LogLevel.allCases)
        #expect(!(LogLevel.warn < LogLevel.warn))
    }
}
