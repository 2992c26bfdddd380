// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct OpenSSHWordsTests {
    private func words(_ text: String) -> OpenSSHWords {
        var words = OpenSSHWords()
        Array(text.utf8).withUnsafeBytes { words.take($0) }
        return words
    }

    @Test(arguments: [
        ("u@h: Permission denied (publickey).", VisitFailure.Kind.login),
        ("ssh: Could not resolve hostname h: Name or service not known", .name),
        ("ssh: connect to host h port 22: Connection refused", .refused),
        ("ssh: connect to host h port 22: Connection timed out", .timeout),
        ("ssh: connect to host h port 22: No route to host", .unreachable),
        ("Connection closed by 10.0.0.1 port 22", .reset),
        (
            "No ED25519 host key is known for h and you have requested strict checking.\nHost key verification failed.",
            .hostKey
        ),
        (
            "Unable to negotiate with h port 22: no matching MAC found. Their offer: x",
            .protocolError
        ),
    ])
    func `the class follows from the words`(text: String, kind: VisitFailure.Kind) {
        let failure = words("\(text)\r\n").failure("status 255")
        #expect(failure.kind == kind)
        #expect(failure.text.contains(text.split(separator: "\n").last ?? ""))
    }

    @Test(arguments: [
        (
            "The host key is posted at the gate.\nu@h: Permission denied (publickey).",
            VisitFailure.Kind.login
        ),
        ("Host key verification failed.\nu@h: Permission denied (publickey).", .login),
        ("Connection refused to strangers\nConnection closed by 10.0.0.1 port 22", .reset),
        (
            "Permission denied to strangers\nssh: connect to host h port 22: Connection refused",
            .refused
        ),
        ("x: Permission denied (y).\nwelcome\nConnection closed by 10.0.0.1 port 22", .reset),
        (
            "u@gate: Permission denied (publickey).\nkex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535",
            .login
        ),
        (
            "ssh: Could not resolve hostname gate: Name or service not known\nkex_exchange_identification: Connection closed by remote host",
            .name
        ),
        (
            "kex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535\nnc: gone",
            .reset
        ),
        ("Timed out waiting for the host key", .protocolError),
    ])
    func `words of a banner or a proxy are not taken for those of ssh`(
        text: String,
        kind: VisitFailure.Kind
    ) {
        #expect(words(text).failure("status 255").kind == kind)
    }

    @Test func `a banner does not make a cut one before the login`() {
        let text = "kex_exchange_identification: x\nhello\nu@h: Permission denied (publickey)."
        #expect(!words(text).isCutEarly)
    }

    @Test func `the last lines count, and noise is left out`() {
        let banner = (1...50).map { "banner \($0)\n" }.joined()
        let text = words(
            "Warning: Permanently added 'h' to the list.\n\(banner)@@@@@@\n\u{1B}[31mover\u{7}\n"
        ).text
        #expect(text == "banner 49 banner 50 over")
    }

    @Test func `without a word the status is told, and the memory is bounded`() {
        #expect(words("").failure("status 255").text == "ssh ended with status 255")
        var flood = OpenSSHWords()
        let bytes = [UInt8](repeating: 0x61, count: 100_000)
        for _ in 0..<3 { bytes.withUnsafeBytes { flood.take($0) } }
        #expect(flood.text.utf8.count < 1000)
    }

    @Test(arguments: [
        ("kex_exchange_identification: read: Connection reset by peer", true),
        ("Connection closed by UNKNOWN port 65535", true),
        ("u@h: Permission denied (publickey).", false),
        ("Connection closed by 10.0.0.1 port 22", false),
        ("Host key verification failed.", false),
    ])
    func `only what was cut before the login is tried again`(text: String, isEarly: Bool) {
        #expect(words(text).isCutEarly == isEarly)
    }
}
