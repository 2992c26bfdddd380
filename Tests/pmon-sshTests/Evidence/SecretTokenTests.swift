// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretTokenTests {
    @Test(arguments: [
        ("ghp_abcdefghijklmnop1234", "ghp_***"),
        ("https://glpat-abcdefghijklmnop1234@a/b", "https://glpat-***@a/b"),
        ("'hvs.abcdefghijklmnop1234'", "'hvs.***'"),
        ("a=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.abc", "a=eyJ***"),
    ])
    func `tokens by their beginning`(word: String, hidden: String) {
        #expect(SecretToken.hidden(in: word) == hidden)
    }

    @Test(arguments: [
        "ghp_short", "weighp_abcdefghijklmnop1234", "/home/eyJafjallajoekullssonarson", "glpat-",
        "",
    ])
    func `other words`(word: String) {
        #expect(SecretToken.hidden(in: word) == word)
    }
}
