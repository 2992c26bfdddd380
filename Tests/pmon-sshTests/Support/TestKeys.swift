// SPDX-License-Identifier: MIT

import PmonText
import TestSupport

@testable import pmon_ssh

/// Keys that ssh-keygen makes for one test.
struct TestKeys {
    let folder: TemporaryFolder

    /// An empty folder for keys.
    init() throws {
        folder = try TemporaryFolder()
    }

    /// Makes a key pair and returns the path of its private half.
    @discardableResult
    func make(_ name: String, type: String = "ed25519", passphrase: String = "") throws -> String {
        let path = folder.file(name)
        let outcome = try ChildProcess.run(
            "ssh-keygen",
            ["-q", "-t", type, "-N", passphrase, "-C", name, "-f", path]
        )
        guard outcome.status == 0 else { throw Failure(text: outcome.errors) }
        return path
    }

    /// `type base64` of a key that `make` has made.
    func publicText(_ name: String) throws -> String {
        try folder.text("\(name).pub").split(separator: " ").prefix(2).joined(separator: " ")
    }

    /// The public key as the protocol spells it.
    func blob(_ name: String) throws -> [UInt8] {
        let words = try publicText(name).split(separator: " ")
        guard words.count == 2, let blob = Base64.decode(words[1].utf8) else {
            throw Failure(text: "no key in \(name).pub")
        }
        return blob
    }

    /// What went wrong with a helper program.
    struct Failure: Error {
        let text: String
    }
}
