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
}
