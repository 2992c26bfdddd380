// SPDX-License-Identifier: MIT

import Testing

@testable import PmonCore

struct TargetLookupTests {
    private func lookup() throws -> TargetLookup {
        var configuration = Configuration()
        configuration.targets = [
            Target(key: "url.shop", address: "http://shop/"),
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
}
