// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretTokenTests {
    @Test(arguments: [
        ("ghp_abcdefghijklmnop1234", "ghp_***"),
        ("https://glpat-abcdefghijklmnop1234@a/b", "https://glpat-***@a/b"),
        ("'hvs.abcdefghijklmnop1234'", "'hvs.***'"),
        ("AKIA2:k7J2nQ9sVb4XwT1zLr8MhC5d", "AKIA2:***"),
        ("SG.a8Kd0Xw93LmQpZ27.sLw0ZxYv31", "SG.***"),
        (
            "k7J2nQ9sVb4XwT1zLr8MhC5d,SHA256:DaD7vSyvAdqyF8pKCVKcK0+A24lKVIE9lgEKDfuV6kY",
            "***,SHA256:DaD7vSyvAdqyF8pKCVKcK0+A24lKVIE9lgEKDfuV6kY"
        ),
        ("a=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.abc", "a=eyJ***"),
    ])
    func `tokens by their beginning`(word: String, hidden: String) {
        #expect(SecretToken.hidden(in: word) == hidden)
    }

    @Test(arguments: [
        "ghp_short", "weighp_abcdefghijklmnop1234", "/home/eyJafjallajoekullssonarson", "glpat-",
        "Base64EncoderFactory2Impl10Test", "9f86d081884c7d659a2feaa0c55ad015",
        "/a/k7J2nQ9sVb4XwT1zLr8MhC5d", "SHA256:DaD7vSyvAdqyF8pKCVKcK0aA24lKVIE9lgEKDfuV6kY", "",
    ])
    func `other words`(word: String) {
        #expect(SecretToken.hidden(in: word) == word)
    }
}
