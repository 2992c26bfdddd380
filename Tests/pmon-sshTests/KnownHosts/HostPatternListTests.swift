// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct HostPatternListTests {
    @Test(arguments: [
        ("db1", "db1", true), ("db1", "db12", false), ("db1,db2", "db2", true),
        ("DB1", "db1", true), ("*", "anything", true), ("*.example.org", "a.example.org", true),
        ("*.example.org", "example.org", false), ("db?", "db1", true), ("db?", "db", false),
        ("*.example.org,!bad.example.org", "bad.example.org", false),
        ("!bad.example.org,*.example.org", "bad.example.org", false),
        ("!bad.example.org", "good.example.org", false),
        ("[db1]:2222", "[db1]:2222", true), ("[db1]:2222", "db1", false),
        ("[*]:2222", "[db1]:2222", true), ("a*b*c", "aXXbYYc", true), ("a*b*c", "aXXbYY", false),
        ("**", "", true), ("a**b", "ab", true), ("", "a", false),
    ])
    func `patterns match as OpenSSH matches them`(patterns: String, name: String, matches: Bool)
        throws
    {
        let list = try #require(HostPatternList(Array(patterns.utf8)[...]))
        #expect(list.matches(Array(name.utf8)) == matches)
    }

    @Test(arguments: ["|1|", "|2|AAAA|AAAA", "|1|AAAA|AAAA", "|1|x", "|"])
    func `a malformed hash is no list`(text: String) {
        #expect(HostPatternList(Array(text.utf8)[...]) == nil)
    }

    @Test func `a hashed name is taken apart, and what only looks like one leaves nothing`() {
        var hashes: [UInt8] = [7]
        let good =
            "|1|" + String(repeating: "A", count: 27) + "=|" + String(repeating: "B", count: 26)
            + "A="
        let isHash = HostPatternList.appendHash(Array(good.utf8)[...], to: &hashes)
        #expect(isHash)
        #expect(hashes.count == 41)
        #expect(hashes[1..<21].allSatisfy { $0 == 0 })
        for bad in [
            "|1|" + String(repeating: "A", count: 57), good.replacing("B", with: "="), "db1",
        ] {
            let isHash = HostPatternList.appendHash(Array(bad.utf8)[...], to: &hashes)
            #expect(!isHash)
            #expect(hashes.count == 41)
        }
    }

    @Test func `many stars do not take for ever`() throws {
        let pattern = String(repeating: "*a", count: 40) + "b"
        let list = try #require(HostPatternList(Array(pattern.utf8)[...]))
        #expect(!list.matches([UInt8](repeating: 0x61, count: 4000)))
    }
}
