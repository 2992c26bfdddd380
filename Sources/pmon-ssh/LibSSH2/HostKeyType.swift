// SPDX-License-Identifier: MIT

/// A kind of host key that libssh2 1.10 can verify without SHA-1; the raw value is its name in the protocol.
///
/// RSA is missing: libssh2 knows it only with SHA-1 signatures before 1.11. https://github.com/libssh2/libssh2/issues/634
enum HostKeyType: String, CaseIterable {
    case ed25519 = "ssh-ed25519"
    case ecdsa256 = "ecdsa-sha2-nistp256"
    case ecdsa384 = "ecdsa-sha2-nistp384"
    case ecdsa521 = "ecdsa-sha2-nistp521"
}
