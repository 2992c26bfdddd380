// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// A private key's file, as far as messages need to know it.
enum KeyFile {
    private static let limit = 256 * 1024

    /// True if there is such a file.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// What makes a key useless in words to put behind its path: ` (RSA, which …)`; empty if it is not known.
    static func hint(_ path: String) -> String {
        let content: [UInt8]
        do throws(ToolError) {
            content = try FileBytes.read(path, limit: limit)
        } catch {
            return error.status == .permission ? " (permission denied)" : " (cannot be read)"
        }
        return isRSA(content) ? " (RSA, which needs type = openssh)" : ""
    }

    /// A sentence on each `key` of a configuration that cannot be read or is no private key.
    static func problems(in configuration: Configuration) -> [String] {
        configuration.targets.compactMap { target in
            guard let settings = configuration.remotes[target.key], let path = settings.key else {
                return nil
            }
            let problem: String
            do throws(ToolError) {
                let content = try FileBytes.read(path, limit: limit)
                let words = "PRIVATE KEY-----".utf8
                guard content.firstRange(of: Array(words)) == nil else { return nil }
                problem = "cannot read: \(path): no private key in it"
            } catch {
                problem = error.message
            }
            let place = settings.place(of: .key, in: configuration.file)
            return "\(place)\(target.key).key: \(problem)"
        }
    }

    /// True for an RSA key in PEM or in OpenSSH's own format.
    static func isRSA(_ content: [UInt8]) -> Bool {
        if content.starts(with: "-----BEGIN RSA PRIVATE KEY-----".utf8) { return true }
        return publicKey(in: content).map { HostKey(blob: $0, sha256: []).type } == "ssh-rsa"
    }

    /// The public half of a key as the protocol spells it, from the file itself or the `.pub` file beside it; nil if
    /// neither can be read.
    static func publicKey(_ path: String) -> [UInt8]? {
        func content(_ path: String) -> [UInt8]? {
            do throws(ToolError) {
                return try FileBytes.read(path, limit: limit)
            } catch {
                return nil
            }
        }
        if let key = content(path).flatMap(publicKey) { return key }
        let words = content("\(path).pub")?.split { $0 == 0x20 || $0 == 0x0A }
        return words.flatMap { $0.count > 1 ? Base64.decode($0[1]) : nil }
    }

    /// The public half in a file of OpenSSH's own format, which is readable without the passphrase.
    private static func publicKey(in content: [UInt8]) -> [UInt8]? {
        let lines = content.split(separator: 0x0A)
        guard let first = lines.first,
            first.starts(with: "-----BEGIN OPENSSH PRIVATE KEY-----".utf8)
        else { return nil }
        let body = lines.dropFirst().prefix { $0.first != UInt8(ascii: "-") }.joined()
        guard let bytes = Base64.decode(body.filter { $0 != 0x0D }) else { return nil }
        // PROTOCOL.key: magic, cipher, KDF, its options, number of keys, then the public key.
        var offset = "openssh-key-v1\0".utf8.count
        for _ in 0..<3 {
            guard let part = SSHBytes.string(at: offset, in: bytes) else { return nil }
            offset += 4 + part.count
        }
        return SSHBytes.string(at: offset + 4, in: bytes).map(Array.init)
    }
}
