// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct LogSentenceTests {
    @Test(arguments: [
        "signature", "Authentication", "yes", "NO)", "'}'", "12", "3,", "ABC", "not-found",
    ])
    func `what goes on as a sentence`(word: String) {
        #expect(LogSentence.goesOn(with: Substring(word), isLast: false))
    }

    @Test(arguments: ["x7", "1234", "Winter2024", "WinterIsHere", "a.b", "s3cret!"])
    func `what may be a secret`(word: String) {
        #expect(!LogSentence.goesOn(with: Substring(word), isLast: false))
    }

    @Test func `a word alone may be a secret, signs and small numbers are none`() {
        #expect(!LogSentence.goesOn(with: "tiger", isLast: true))
        #expect(LogSentence.goesOn(with: "'}'", isLast: true))
        #expect(LogSentence.goesOn(with: "12", isLast: true))
    }

    @Test func `numbers of tests that passed`() {
        #expect(LogSentence.isCount("pass=12"))
        #expect(LogSentence.isCount("PASS=0"))
        for other in ["pass=1234", "pass=x7", "dbpass=12", "pass=", "pass", "pass=1=2"] {
            #expect(!LogSentence.isCount(Substring(other)))
        }
    }
}
