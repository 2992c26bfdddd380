// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct ConfigurationReaderHabitsTests {
    private func warnings(_ text: String) throws -> [String] {
        try ConfigurationReader.read(Array(text.utf8), name: "x.ini").warnings
    }

    @Test(arguments: [
        "[urls]\nurl.1 = \"http://a/\"", "[urls]\nurl.1 = 'http://a/'",
        "[urls]\nurl.1 = http://a/ ; the shop", "[urls]\nurl.1 = http://a/ # the shop",
        "[pmon]\nid = \"a\"", "[urls]\nurl.1 = http://a/\t; b",
    ])
    func `what is not part of the value elsewhere is warned about`(text: String) throws {
        #expect(try warnings(text).count == 1)
        #expect(try warnings(text).first?.contains("part of the value") ?? false)
    }

    @Test(arguments: [
        "[urls]\nurl.1 = http://a/;b#c", "[tell]\na.command = x ; y # z",
        "[pmon]\nscan.command = \"a\" ; \"b\"", "[urls]\nurl.1 = http://a/\n; a comment",
        "[urls]\nurl.1 = http://a/\n[checks]\nurl.1.expect.body = a ; b\nurl.1.body = \"x\"",
        "[urls]\nurl.1 = http://a/\n[email]\nonly = \"url.1\"",
    ])
    func `what may be meant so is not`(text: String) throws {
        #expect(try warnings(text).isEmpty)
    }
}
