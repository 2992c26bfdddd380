// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct TextPartTests {
    @Test func `a word that no line can hold stays behind its sign`() throws {
        let long = String(repeating: "w", count: 100)
        let report = try MailFixture.report([MailFixture.record("http://\(long)/", .exceptionError)]
        )
        let text = String(decoding: TextPart.render(report), as: UTF8.self)
        #expect(text.contains("\n  ✖ \(long)\n"))
    }

    @Test func `the first line is the verdict and no line is longer than 78 columns`() throws {
        let long = String(repeating: "a sentence that is rather long ", count: 8)
        let report = try MailFixture.report([
            MailFixture.record(
                "http://a.example.org/",
                .exceptionError,
                ["reason": .string("timeout"), "message": .string(long), "verdict": .string(long)]
            ),
            MailFixture.record("http://b.example.org/", .success, ["warnings": .strings([long])]),
        ])
        let text = String(decoding: TextPart.render(report), as: UTF8.self)
        #expect(text.hasPrefix("1 down: a.example.org (timeout, 0 s). 1 OK. 1 warning.\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 })
        for title in ["\nDOWN (1)\n", "\nWARNINGS (1)\n", "\nOK (1)\n", "\n-- \n"] {
            #expect(text.contains(title))
        }
    }
}
