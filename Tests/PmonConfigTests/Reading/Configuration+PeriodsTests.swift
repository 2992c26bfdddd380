// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct ConfigurationPeriodsTests {
    private func shortest(_ text: String) throws -> Duration? {
        try ConfigurationReader.read(Array(text.utf8), name: "pmon.ini").shortestPeriod
    }

    @Test func `the shortest period is that of a target, and of pmon where a target has none`()
        throws
    {
        #expect(try shortest("[pmon]\nevery = 5m\n") == .seconds(300))
        #expect(try shortest("[urls]\nurl.1 = http://a/\n") == nil)
        let urls = "[urls]\nurl.1 = http://a/\nurl.2 = http://b/\n[checks]\n"
        #expect(try shortest("[pmon]\nevery = 5m\n\(urls)url.1.every = 1h\n") == .seconds(300))
        #expect(try shortest("[pmon]\nevery = 5m\n\(urls)url.1.every = 10s\n") == .seconds(10))
        #expect(try shortest("\(urls)url.1.every = 1h\n") == .seconds(3600))
        #expect(
            try shortest("[pmon]\nevery = 5m\n\(urls)url.1.every = 1h\nurl.2.every = 2h\n")
                == .seconds(3600)
        )
    }
}
