// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretHeaderTests {
    @Test(arguments: [
        "Authorization:", "x-functions-key:", "Ocp-Apim-Subscription-Key:",
        "-HProxy-Authorization:", "'X-Api-Key:", "--header=Cookie:", "password:",
    ])
    func `names before a secret`(word: String) {
        #expect(SecretHeader.isName(Substring(word)))
    }

    @Test(arguments: ["Authorization", "Accept:", "Cookie", "host:", ":", ""])
    func `other words`(word: String) {
        #expect(!SecretHeader.isName(Substring(word)))
    }

    @Test(arguments: [
        ("Bearer", "12345678", true), ("Authorization:Basic", "x7", true),
        ("{\"Authorization\":\"Bearer", "x7", true), ("Bearer", "x7", false),
        ("Bearer", "authentication", false), ("Bearer", "realm=\"shop\"", false),
        ("Basic", "12345678", false), ("Accept:text", "12345678", false),
    ])
    func `schemes before a secret`(word: String, next: String, isBefore: Bool) {
        #expect(SecretHeader.isScheme(Substring(word), before: Substring(next)) == isBefore)
    }
}
