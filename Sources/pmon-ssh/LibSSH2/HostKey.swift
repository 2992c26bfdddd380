// SPDX-License-Identifier: MIT

import PmonText

/// A server's public key.
struct HostKey: Equatable {
    /// The key as the protocol spells it (RFC 4253 section 6.6).
    let blob: [UInt8]
    /// Its SHA-256.
    let sha256: [UInt8]

    /// The name of its algorithm, for example `ssh-ed25519`: the blob's first string; empty if it has none.
    var type: String {
        SSHBytes.string(at: 0, in: blob).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// `SHA256:` and base64 without padding, as `ssh-keygen -l` prints it.
    var fingerprint: String { "SHA256:" + Base64.encode(sha256, padded: false) }
}
