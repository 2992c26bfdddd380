// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct HostKeyTests {
    @Test func `type and fingerprint are those of ssh-keygen`() throws {
        let keys = try TestKeys()
        try keys.make("key", type: "ecdsa")
        let blob = try keys.blob("key")
        let printed = try ChildProcessOutput.of(
            "ssh-keygen",
            ["-l", "-f", keys.folder.file("key")]
        )
        let digest = try ChildProcess.run("openssl", ["dgst", "-sha256", "-binary"], input: blob)
        let key = HostKey(blob: blob, sha256: digest.output)
        #expect(key.type == "ecdsa-sha2-nistp256")
        #expect(printed.split(separator: " ")[1] == key.fingerprint)
    }

    @Test func `a blob that is none has no type`() {
        #expect(HostKey(blob: [0, 0, 0, 9, 1], sha256: []).type.isEmpty)
    }
}
