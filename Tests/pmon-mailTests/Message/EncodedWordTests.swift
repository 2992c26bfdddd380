// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import pmon_mail

struct EncodedWordTests {
    @Test(arguments: ["ä", "äö", "äöü", "日本語のモニター", String(repeating: "é✖", count: 60)])
    func `encoded words hold the text again, each of at most 66 characters`(text: String) throws {
        let words = EncodedWord.encode(text).split(separator: " ")
        var decoded = ""
        for word in words {
            #expect("Subject: ".count + word.count <= 75)
            let inside = try #require(word.split(separator: "?").dropFirst(3).first)
            let data = try #require(Data(base64Encoded: String(inside)))
            decoded += try #require(String(data: data, encoding: .utf8))
        }
        #expect(decoded == text)
    }
}
