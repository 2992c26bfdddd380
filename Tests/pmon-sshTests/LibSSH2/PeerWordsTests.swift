// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_ssh

struct PeerWordsTests {
    private func look(_ bytes: [UInt8]) throws -> String {
        let block = try #require(malloc(bytes.count))
        defer { free(block) }
        block.copyMemory(from: bytes, byteCount: bytes.count)
        let words = PeerWords()
        words.look(atFreed: block)
        return words.sentence
    }

    private func message(_ type: UInt8, _ text: String, language: String = "", rest: Int = 40)
        -> [UInt8]
    {
        var bytes = [type]
        SSHBytes.append(Array(text.utf8), to: &bytes)
        SSHBytes.append(Array(language.utf8), to: &bytes)
        return bytes + [UInt8](repeating: 0, count: rest)
    }

    @Test func `a banner is told as one line, without what moves a cursor`() throws {
        let banner = message(53, "Gone\r\n  \u{1B}[2Jfishing.\n", language: "en")
        #expect(try look(banner) == "; the server says: Gone fishing.")
    }

    @Test func `other blocks are none`() throws {
        #expect(try look(message(51, "publickey")) == "")
        #expect(try look(message(53, "x", rest: 2000)) == "")
        #expect(try look([53, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]) == "")
        #expect(try look([53]) == "")
    }

    @Test func `what stands before the greeting counts, noise and the greeting do not`() {
        func said(_ text: [UInt8]) -> String {
            let words = PeerWords()
            text.withUnsafeBytes { words.hear($0) }
            return words.sentence
        }
        #expect(said(Array("Too many\r\nof you\r\n".utf8)) == "; the server says: Too many of you")
        #expect(said(Array("SSH-2.0-x\r\n".utf8)) == "")
        let full = PeerWords()
        Array("Exceeded MaxStartups\r\n".utf8).withUnsafeBytes { full.hear($0) }
        #expect(full.sayFull)
        #expect(!PeerWords().sayFull)
        #expect(said([UInt8](repeating: 0xFF, count: 100)) == "")
        #expect(said([UInt8](repeating: 0x61, count: 100_000)).utf8.count < 400)
    }

    @Test func `a farewell is told, and the beginning is forgotten`() {
        let words = PeerWords()
        Array("hello\r\n".utf8).withUnsafeBytes { words.hear($0) }
        words.endOpening()
        #expect(!words.hasFarewell)
        Array("Too many failures".utf8).withUnsafeBytes { words.takeFarewell($0) }
        #expect(words.hasFarewell)
        #expect(words.sentence == "; the server says: Too many failures")
        #expect(words.opening.isEmpty)
    }
}
