// SPDX-License-Identifier: MIT

import PmonCore

/// One entry of a known_hosts file.
///
/// sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". https://man.openbsd.org/sshd.8
struct KnownHostsLine: Equatable {
    /// What an entry says of its key.
    enum Marker: String {
        /// The host owns the key.
        case none = ""
        /// The key signs certificates of hosts; it is no host's own key.
        case certificateAuthority = "@cert-authority"
        /// The key must never be accepted.
        case revoked = "@revoked"
    }

    /// What a line of the file is.
    enum Reading: Equatable {
        /// Empty or a comment.
        case nothing
        /// An entry.
        case entry(KnownHostsLine)
        /// Neither; OpenSSH ignores such lines, and so does pmon.
        case malformed
    }

    let marker: Marker
    let hosts: HostPatternList
    /// The key as the protocol spells it.
    let blob: [UInt8]

    /// The name of the key's algorithm.
    var type: String { HostKey(blob: blob, sha256: []).type }

    /// The algorithms whose keys OpenSSH reads; an entry of another is malformed.
    private static let types: Set<Substring> = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "ssh-rsa", "ssh-dss", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]

    /// Reads a line without its newline.
    static func read(_ bytes: some Collection<UInt8>) -> Reading {
        let text = String(decoding: bytes, as: UTF8.self)
        // In bytes, because Swift takes a carriage return and what follows for one character.
        let words = text.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map(Substring.init)
        guard let first = words.first, !first.hasPrefix("#") else { return .nothing }
        var fields = words[...]
        var marker = Marker.none
        if first.hasPrefix("@") {
            guard let known = Marker(rawValue: String(first)) else { return .malformed }
            marker = known
            fields = fields.dropFirst()
        }
        guard fields.count >= 3, let hosts = HostPatternList(fields[fields.startIndex]) else {
            return .malformed
        }
        let type = fields[fields.startIndex + 1]
        guard types.contains(type), let blob = Base64.decode(fields[fields.startIndex + 2].utf8),
            SSHBytes.string(at: 0, in: blob).map({ $0.elementsEqual(type.utf8) }) ?? false,
            type != "ssh-ed25519" || blob.count == 51
        else { return .malformed }
        return .entry(KnownHostsLine(marker: marker, hosts: hosts, blob: blob))
    }
}
