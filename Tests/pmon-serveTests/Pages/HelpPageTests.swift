// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct HelpPageTests {
    /// The words of the manual's section ADDRESSES that are paths.
    private static let manualPaths: Set<Substring> = {
        let sections = ServeManual.discussion.split(separator: "ADDRESSES\n")
        let section = sections.count == 2 ? sections[1].split(separator: "SIGNALS\n")[0] : ""
        let words = section.split { $0.isWhitespace || $0 == "," || $0 == ";" }
        return Set(words.filter { $0.hasPrefix("/") })
    }()

    @Test(arguments: HelpPage.addresses.map(\.path))
    func `the manual names each address of the page`(path: String) {
        #expect(Self.manualPaths.contains(path[...]))
    }

    @Test func `an address that is missing would be noticed`() {
        #expect(!Self.manualPaths.contains("/m"))
        #expect(!Self.manualPaths.contains("/api/v3/status"))
        #expect(Self.manualPaths.count >= HelpPage.addresses.count)
    }
}
