// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct HeaderBlockTests {
    private func block(_ fill: (inout HeaderBlock) -> Void) -> String {
        var block = HeaderBlock()
        fill(&block)
        return String(decoding: block.bytes, as: UTF8.self)
    }

    @Test func `a field is one line where it fits`() {
        #expect(block { $0.add("Subject", text: "[2 down] pmon") } == "Subject: [2 down] pmon\r\n")
    }

    @Test func `a long field is folded at its spaces`() {
        let addresses = (0..<30).map { "someone-\($0)@example.org" }.joined(separator: ", ")
        let text = block { $0.add("To", addresses) }
        let lines = text.split(separator: "\r\n")
        #expect(lines.count > 5)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        #expect(lines.dropFirst().allSatisfy { $0.first == " " })
        #expect(lines.joined() == "To: \(addresses)")
    }

    @Test(arguments: ["x\r\nBcc: a@b.org", "x\nBcc: a@b.org", "x\rBcc: a", "x\0y", "x\u{85}Bcc: a"])
    func `no value becomes a second field`(value: String) {
        for text in [block { $0.add("Subject", text: value) }, block { $0.add("Subject", value) }] {
            let lines = text.utf8.split(separator: 0x0A)
            #expect(lines.count == 1)
            #expect(text.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0D || $0 == 0x0A) })
            #expect(text.utf8.filter { $0 == 0x0D }.count == 1)
        }
    }

    @Test(arguments: ["=?UTF-8?Q?=42cc?=", "a =?utf-8?B?QmNj?= b", "x=?"])
    func `text that looks encoded is encoded, so that it is read as it is`(text: String) {
        #expect(!block { $0.add("Subject", text: text) }.contains(text))
        #expect(
            block { $0.add("Subject", text: text) } == "Subject: \(EncodedWord.encode(text))\r\n"
        )
    }

    @Test func `text beyond ASCII is encoded`() {
        #expect(block { $0.add("Subject", text: "Bär") } == "Subject: =?UTF-8?B?QsOkcg==?=\r\n")
    }
}
