// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_probe

struct ExpectationVerdictTests {
    private func sentence(_ text: String) -> String {
        ExpectationVerdict(reason: .json, isMet: false, sentence: text).sentence
    }

    @Test func `the sentence is one line, whatever the reply holds`() {
        #expect(sentence("json a is up\n\u{1B}[31m\u{9B}\u{2028}é") == "json a is up  [31m  é")
    }

    @Test func `the sentence is short enough for a record, whatever it quotes`() {
        #expect(sentence(String(repeating: "ü", count: 2000)).count == 2000)
        let long = String(repeating: "ü", count: 100_000)
        #expect(sentence(long) == String(long.prefix(2000)) + "…")
        // One character for people, but as long as you like.
        let tower = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(sentence(tower).utf8.count < 5000)
    }
}
