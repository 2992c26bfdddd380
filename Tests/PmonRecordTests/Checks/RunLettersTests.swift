// SPDX-License-Identifier: MIT

import Testing

@testable import PmonRecord

struct RunLettersTests {
    private func read(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBytes { RunLetters($0)?.text }
    }

    @Test(arguments: ["S", "A", "E", "SAE", "SSSSSSSSSSAAAAAAAAAE"])
    func `letters read back as they were written`(text: String) {
        #expect(read(text) == text)
    }

    @Test(arguments: ["", "s", "S ", "SXE", "SSSSSSSSSSAAAAAAAAAES"])
    func `other texts are none`(text: String) {
        #expect(read(text) == nil)
    }

    @Test func `the oldest run gives way to the newest`() {
        var letters = RunLetters()
        #expect(letters.isEmpty)
        #expect(letters.last == nil)
        letters.append(.exceptionError)
        for _ in 0..<19 { letters.append(.success) }
        #expect(letters.text == "E" + String(repeating: "S", count: 19))
        letters.append(.applicationError)
        #expect(letters.text == String(repeating: "S", count: 19) + "A")
        #expect(letters.last == .applicationError)
        letters.append(nil)
        #expect(letters.last == .applicationError)
    }
}
