// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import pmon_probe

struct AnswerTextTests {
    private func text(
        _ bytes: [UInt8],
        encodings: [String] = [],
        type: String? = nil,
        secret: String = "",
        limit: Int = 100
    ) -> AnswerText {
        let mask = SecretMask(logins: [], lines: secret.isEmpty ? [] : ["X-Key: \(secret)"])
        var start = BodyStart(limit: ServerAnswer.needed(toShow: limit, mask: mask))
        bytes.withUnsafeBytes { start.take($0) }
        return AnswerText(
            start,
            encodings: encodings,
            contentType: type,
            mask: mask,
            limit: limit
        )
    }

    @Test func `a secret at the border is hidden, and nothing moves up from behind`() {
        let secret = "s3cr3t-w0rd-of-24-letters"
        for pad in 0...110 {
            let bytes = Array((String(repeating: ".", count: pad) + secret + secret + "!").utf8)
            let shown = text(bytes, secret: secret).text ?? ""
            #expect(!shown.contains("s3"), "\(pad): \(shown)")
        }
    }

    @Test func `of a secret longer than what is kept no part is shown`() {
        let secret = String(repeating: "0123456789abcdef-", count: 3000)
        let shown = text(Array("pin \(secret)".utf8), secret: secret)
        #expect(shown.text == "pin ***")
        #expect(shown.isTruncated)
    }

    @Test func `what is no text is counted`() {
        #expect(text([0x89, 0, 1, 2, 3, 0xFF]).text == "binary, 6 bytes")
        #expect(text([]).text == nil)
        #expect(text(Array("abc".utf8), limit: 0).text == nil)
    }

    @Test func `an encoding that nobody knows, or that breaks, shows what came`() {
        #expect(text(Array("abc".utf8), encodings: ["zip"]).text == "abc")
        #expect(text(Array("abc".utf8), encodings: ["gzip"]).text == "abc")
    }

    @Test func `the cut is between two characters`() {
        let shown = text(Array("äöü".utf8), limit: 3)
        #expect(shown.text == "ä")
        #expect(shown.isTruncated)
        #expect(!text(Array("äöü".utf8), limit: 6).isTruncated)
    }
}
