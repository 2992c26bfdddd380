// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct KeyFileTests {
    @Test func `RSA is known in both formats, others are not RSA`() throws {
        let keys = try TestKeys()
        try keys.make("rsa", type: "rsa")
        try keys.make("locked", type: "rsa", passphrase: "secret")
        try keys.make("ed")
        try keys.make("ec", type: "ecdsa")
        #expect(KeyFile.isRSA(try keys.folder.bytes("rsa")))
        #expect(KeyFile.isRSA(try keys.folder.bytes("locked")))
        #expect(!KeyFile.isRSA(try keys.folder.bytes("ed")))
        #expect(!KeyFile.isRSA(try keys.folder.bytes("ec")))
        #expect(KeyFile.isRSA(Array("-----BEGIN RSA PRIVATE KEY-----\nx\n".utf8)))
        #expect(!KeyFile.isRSA([]))
        #expect(!KeyFile.isRSA(Array("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n".utf8)))
    }

    @Test func `a file that is not there is told`() {
        #expect(KeyFile.hint("/no/such/key") == " (cannot be read)")
        #expect(!KeyFile.exists("/no/such/key"))
    }

    @Test(.timeLimit(.minutes(5))) func `a pipe, a folder and a device are not waited for`() throws
    {
        let keys = try TestKeys()
        let pipe = keys.folder.file("pipe")
        #expect(try ChildProcess.run("mkfifo", [pipe]).status == 0)
        for path in [pipe, keys.folder.path, "/dev/zero"] {
            #expect(!KeyFile.isRegular(path))
            #expect(KeyFile.hint(path) == " (cannot be read)")
            #expect(KeyFile.publicKey(path) == nil)
        }
    }

    @Test func `a file that libssh2 cannot open says why`() throws {
        let keys = try TestKeys()
        try keys.make("ed")
        try keys.make("locked", type: "ecdsa", passphrase: "secret")
        for (cipher, isUsable) in [
            ("aes256-gcm@openssh.com", false), ("aes128-gcm@openssh.com", false),
            ("chacha20-poly1305@openssh.com", false), ("aes256-ctr", true), ("aes128-cbc", true),
        ] {
            let outcome = try ChildProcess.run(
                "ssh-keygen",
                [
                    "-q", "-p", "-P", "secret", "-N", "secret", "-Z", cipher, "-f",
                    keys.folder.file("locked"),
                ]
            )
            try #require(outcome.status == 0, "\(outcome.errors)")
            let hint = KeyFile.hint(keys.folder.file("locked"))
            #expect(hint.isEmpty == isUsable)
            #expect(
                isUsable || hint.hasPrefix(" (encrypted with \(cipher), which libssh2 cannot open")
            )
        }
        #expect(KeyFile.hint(keys.folder.file("ed")).isEmpty)
        #expect(KeyFile.hint(keys.folder.file("ed.pub")).hasPrefix(" (a public key"))
        let putty = try keys.folder.write("key.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\n")
        #expect(KeyFile.hint(putty).contains("puttygen"))
    }

    @Test func `a key with a passphrase shows its public half, whatever stands beside it`() throws {
        let keys = try TestKeys()
        try keys.make("open")
        try keys.make("locked", type: "ecdsa", passphrase: "secret")
        let line = try keys.publicText("locked")
        for _ in 0..<2 {
            let halves = try #require(KeyFile.halves(keys.folder.file("locked")))
            #expect(line.hasPrefix(halves.publicLine))
            #expect(halves.content == (try keys.folder.bytes("locked")))
            try keys.folder.write("locked.pub", "ssh-ed25519 AAAA\n")
        }
        #expect(KeyFile.halves(keys.folder.file("open")) == nil)
        #expect(KeyFile.halves(keys.folder.file("locked.pub")) == nil)
        #expect(KeyFile.halves("/no/such/key") == nil)
    }

    @Test func `a public key names itself, and beside a private file that one`() throws {
        let keys = try TestKeys()
        try keys.make("ec", type: "ecdsa")
        try keys.make("pem", type: "ecdsa")
        let blob = try keys.blob("ec")
        #expect(KeyFile.publicKey(keys.folder.file("ec")) == blob)
        #expect(KeyFile.publicKey(keys.folder.file("ec.pub")) == blob)
        let file = try keys.folder.write("foreign", "-----BEGIN EC PRIVATE KEY-----\nx\n")
        #expect(KeyFile.publicKey(file) == nil)
        try keys.folder.write("foreign.pub", "\(keys.publicText("pem")) me\n")
        #expect(KeyFile.publicKey(file) == (try keys.blob("pem")))
        try keys.folder.write("other.pub", "ssh-ed25519 AAAA me\n")
        #expect(KeyFile.publicKey(keys.folder.file("other.pub")) == nil)
    }

    @Test func `RSA is known in PKCS #8 too, and what stands before a key is skipped`() throws {
        let keys = try TestKeys()
        try keys.make("rsa", type: "rsa")
        try keys.make("ec", type: "ecdsa")
        for (name, isRSA) in [("rsa", true), ("ec", false)] {
            let words = ["-q", "-p", "-N", "", "-m", "PKCS8", "-f", keys.folder.file(name)]
            #expect(try ChildProcess.run("ssh-keygen", words).status == 0)
            #expect(KeyFile.isRSA(try keys.folder.bytes(name)) == isRSA)
        }
        try keys.make("ed")
        let text = try keys.folder.text("ed")
        let titled = try keys.folder.write("titled", "my key\n\(text)")
        #expect(KeyFile.publicKey(titled) == (try keys.blob("ed")))
    }

    @Test func `a key that cannot be opened says whether it is locked or damaged`() throws {
        let keys = try TestKeys()
        try keys.make("locked", passphrase: "secret")
        try keys.make("ed")
        let locked = keys.folder.file("locked")
        #expect(KeyFile.unusableHint(locked, hasPassphrase: false) == " (needs a passphrase)")
        #expect(KeyFile.unusableHint(locked, hasPassphrase: true) == " (its passphrase is another)")
        let blanks = try keys.folder.text("ed").replacing("\n", with: "  \n")
        let file = try keys.folder.write("blanks", blanks)
        #expect(KeyFile.unusableHint(file, hasPassphrase: true) == " (damaged)")
        #expect(KeyFile.hint(try keys.folder.write("empty", "")) == " (empty)")
        #expect(KeyFile.hint(try keys.folder.write("words", "x\n")) == " (no private key in it)")
    }

    @Test func `a refused key tells of its certificate`() throws {
        let keys = try TestKeys()
        try keys.make("ed")
        #expect(KeyFile.refusalHint(keys.folder.file("ed")).isEmpty)
        try keys.folder.write("ed-cert.pub", "x")
        #expect(KeyFile.refusalHint(keys.folder.file("ed")).contains("certificate"))
    }
}
