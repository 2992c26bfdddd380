// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

struct EvidenceSentenceTests {
    @Test(arguments: [
        EvidenceSentence.missing(command: "ps aux", marker: "it's nginx"), .notAsked, .more(7),
        .ended(command: "ps aux", marker: "it's nginx"), .own(1), .own(12),
        .stopped(command: "docker ps -a | grep 'shop'", marker: "shop"),
        .unknown(machine: "pmon@db1", reason: "'ps' ended with status 127"),
        .failed(machine: "pmon@[2001:db8::1]:22", reason: "connection refused"),
        .incomplete(machine: "pmon@db1", reason: "no answer within 10s: cut"),
    ])
    func `each sentence is read as it was written`(sentence: EvidenceSentence) {
        #expect(EvidenceSentence(sentence.text) == sentence)
    }

    @Test(arguments: [
        "", "root 1 nginx: master process", "and so on", "and 7 lines", "no line of 'ps aux'",
        "root 9 grep cannot look into db1: x",
    ])
    func `a line of a process list is no sentence`(line: String) {
        #expect(EvidenceSentence(line) == nil)
    }
}
