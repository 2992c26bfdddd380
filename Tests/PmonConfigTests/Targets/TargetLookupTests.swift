// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct TargetLookupTests {
    private func lookup() throws -> TargetLookup {
        var configuration = Configuration()
        var shop = Target(key: "url.shop", address: "http://shop/")
        (shop.checks.name, shop.checks.group) = ("The shop", "Sales")
        configuration.targets = [
            shop,
            Target(key: "url.1", address: "http://both/"),
            Target(key: "url.2", address: "http://both/"),
        ]
        return TargetLookup(configuration)
    }

    @Test(
        arguments: [
            ("url.shop", "http://shop/", "url.shop"), ("url.shop", "http://moved/", "url.shop"),
            ("url.old", "http://shop/", "url.shop"), (nil, "http://shop/", "url.shop"),
            ("url.2", "http://both/", "url.2"), (nil, "http://both/", nil),
            ("url.old", "http://both/", nil), (nil, "http://none/", nil),
        ] as [(String?, String, String?)]
    )
    func `a record is that of its key, else of the only target of its address`(
        key: String?,
        url: String,
        expected: String?
    ) throws {
        #expect(try lookup().target(key: key, url: url)?.key == expected)
    }

    @Test func `what is not configured is found by its own key and address`() throws {
        let traits = try lookup().traits(key: "url.old", url: "http://none/")
        #expect(try TargetPatterns("url.old").matches(traits))
        #expect(try TargetPatterns("http://none/*").matches(traits))
    }

    @Test(
        arguments: [
            ("shop", nil, "http://shop/", true), ("The shop", nil, "http://shop/", true),
            ("group:Sales", "url.old", "http://shop/", true),
            ("url.old", "url.old", "http://shop/", true),
            ("group:Sales", "url.shop", "http://moved/", true),
            ("url.2", nil, "http://both/", true),
            ("url.2", "url.1", "http://both/", false),
            ("http://both/", "url.1", "http://both/", true),
            ("group:Sales", nil, "http://both/", false), ("shop", nil, "http://none/", false),
        ] as [(String, String?, String, Bool)]
    )
    func `patterns select a record by itself, and by each target that it may be about`(
        pattern: String,
        key: String?,
        url: String,
        expected: Bool
    ) throws {
        let patterns = try TargetPatterns(pattern, blanks: .anywhere)
        #expect(try lookup().isSelected(key: key, url: url, by: patterns) == expected)
    }
}
