// SPDX-License-Identifier: MIT

import PmonText

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
    private static let types: Set<String> = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "ssh-rsa", "ssh-dss", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]

    /// The first field of a line without its newline: its hosts, after the marker if there is one.
    ///
    /// Nil for comments, empty lines and unknown markers.
    static func hosts(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = line
        guard let first = word(&rest), first.first != UInt8(ascii: "#") else { return nil }
        guard first.first == UInt8(ascii: "@") else { return first }
        guard Marker(rawValue: String(decoding: first, as: UTF8.self)) != nil else { return nil }
        return word(&rest)
    }

    /// Takes the next word off a line; nil at its end.
    private static func word(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = rest.drop(while: isBlank)
        let word = start.prefix { !isBlank($0) }
        rest = start[word.endIndex...]
        return word.isEmpty ? nil : word
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }

    /// Reads a line without its newline.
    static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
        let words = bytes.split(whereSeparator: isBlank)
        guard let first = words.first, first.first != UInt8(ascii: "#") else { return .nothing }
        var fields = words[...]
        var marker = Marker.none
        if first.first == UInt8(ascii: "@") {
            guard let known = Marker(rawValue: String(decoding: first, as: UTF8.self)) else {
                return .malformed
            }
            marker = known
            fields = fields.dropFirst()
        }
        guard fields.count >= 3, let hosts = HostPatternList(fields[fields.startIndex]) else {
            return .malformed
        }
        let type = String(decoding: fields[fields.startIndex + 1], as: UTF8.self)
        guard types.contains(type), let blob = Base64.decode(fields[fields.startIndex + 2]),
            SSHBytes.string(at: 0, in: blob).map({ $0.elementsEqual(type.utf8) }) ?? false,
            type != "ssh-ed25519" || blob.count == 51
        else { return .malformed }
        return .entry(KnownHostsLine(marker: marker, hosts: hosts, blob: blob))
    }
}
