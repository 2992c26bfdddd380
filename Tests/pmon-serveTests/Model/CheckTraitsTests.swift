// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_serve

struct CheckTraitsTests {
    private func traits(_ ini: String) throws -> CheckTraits {
        let folder = TestFolder()
        return CheckTraits(try Fixture.settings(folder, ini).configuration)
    }

    private static let ini = """
        [urls]
        url.a = http://a/
        url.b = http://b/
        url.c = http://b/
        [checks]
        url.a.group = Shop
        url.b.name = Bee
        [maintenance]
        shop = daily 02:00-03:00 UTC: group:Shop
        bee = daily 02:00-03:00 UTC: Bee

        """

    @Test(
        arguments: [
            ("http://a/", "url.a", ["shop"]), ("http://a/", nil, ["shop"]),
            ("http://a/", "url.old", ["shop"]), ("http://b/", "url.b", ["bee"]),
            ("http://b/", "url.c", []), ("http://b/", nil, []), ("http://x/", nil, []),
        ] as [(String, String?, [String])]
    )
    func `a check is covered by the windows of its target`(
        url: String,
        target: String?,
        names: [String]
    ) throws {
        #expect(try traits(Self.ini).windows(url: url, target: target).map(\.name) == names)
    }

    @Test func `other windows, names and groups make a difference, other settings do not`() throws {
        let traits = try traits(Self.ini)
        #expect(traits.hasSameWindows(as: try self.traits(Self.ini)))
        for (old, new) in [("02:00-03:00", "02:00-04:00"), ("group = Shop", "group = Old")] {
            let other = try self.traits(Self.ini.replacing(old, with: new))
            #expect(!traits.hasSameWindows(as: other))
        }
    }
}
