// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct HelpPageTests {
    @Test func `the help of the command names the page's addresses`() {
        for (path, _) in HelpPage.addresses {
            let name =
                path.split(separator: "/").prefix { $0 != "KEY" && !$0.contains("?") }.last.map(
                    String.init
                ) ?? ""
            let word = name.hasSuffix(".json") ? "/api/v2/" : name
            #expect(word.isEmpty || ServeManual.discussion.contains(word), "\(path)")
        }
    }
}
