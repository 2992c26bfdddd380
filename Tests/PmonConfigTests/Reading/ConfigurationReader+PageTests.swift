// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonConfig

struct ConfigurationReaderPageTests {
    @Test func `a page's folder that holds the ini file is a fault of the page, with its place`()
        throws
    {
        let folder = try TemporaryFolder()
        for (value, isFault) in [(".", true), ("..", true), ("none-such", false), ("", false)] {
            let path = try folder.write("pmon.ini", "[pmon]\nhttp.public = \(value)\n")
            let configuration = try Configuration.load(path)
            #expect(configuration.pageFaults.isEmpty == !isFault)
            #expect(configuration.pageFaults == configuration.faults)
            if isFault {
                #expect(
                    configuration.pageFaults.first?.hasPrefix("\(path):2: http.public: ") ?? false
                )
            }
        }
    }
}
