// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

/// Lines of process lists and of logs: of those in `hidden.txt` and `log-hidden.txt` no part between `<<` and `>>` may be
/// shown, of those in `plain.txt` and `log-plain.txt` nothing may be hidden.
struct SecretCorpusTests {
    private static func lines(_ name: String) throws -> [String] {
        let text = try ProjectFiles.text("Tests/Fixtures/secrets/\(name)")
        return text.split(separator: "\n").map(String.init)
    }

    /// Expects that no secret of a file is shown.
    private func expectHidden(_ name: String, atLeast count: Int, isLog: Bool) throws {
        let lines = try Self.lines(name)
        #expect(lines.count >= count)
        for line in lines {
            let parts = line.split(separator: "<<", omittingEmptySubsequences: false).dropFirst()
            let secrets = parts.compactMap { part in
                part.firstRange(of: ">>").map { part[..<$0.lowerBound] }
            }
            #expect(!secrets.isEmpty)
            let plain = line.replacing("<<", with: "").replacing(">>", with: "")
            let shown = SecretArguments.hidden(in: plain, isLog: isLog)
            for secret in secrets { #expect(!shown.contains(secret), "\(plain)") }
            // The program stays.
            #expect(shown.prefix { $0.isLetter } == plain.prefix { $0.isLetter })
        }
    }

    @Test func `no secret of more than four hundred commands is shown`() throws {
        try expectHidden("hidden.txt", atLeast: 450, isLog: false)
    }

    @Test func `nothing of more than four hundred other commands is hidden`() throws {
        let lines = try Self.lines("plain.txt")
        #expect(lines.count >= 450)
        for line in lines { #expect(SecretArguments.hidden(in: line) == line) }
    }

    @Test func `no secret in a log is shown`() throws {
        try expectHidden("log-hidden.txt", atLeast: 40, isLog: true)
    }

    @Test func `nothing else in a log is hidden`() throws {
        let lines = try Self.lines("log-plain.txt")
        #expect(lines.count >= 80)
        for line in lines { #expect(SecretArguments.hidden(in: line, isLog: true) == line) }
    }
}
