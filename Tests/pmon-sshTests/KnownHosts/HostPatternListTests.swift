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
        #expect(list.matches(Array(name.utf8), nil) == matches)
    }

    @Test(arguments: ["|1|", "|2|AAAA|AAAA", "|1|AAAA|AAAA", "|1|x", "|"])
    func `a malformed hash is no list`(text: String) {
        #expect(HostPatternList(Array(text.utf8)[...]) == nil)
    }

    @Test func `many stars do not take for ever`() throws {
        let pattern = String(repeating: "*a", count: 40) + "b"
        let list = try #require(HostPatternList(Array(pattern.utf8)[...]))
        #expect(!list.matches([UInt8](repeating: 0x61, count: 4000), nil))
    }
}
