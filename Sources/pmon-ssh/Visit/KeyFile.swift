// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonSystem
import PmonText

/// A private key's file, as far as messages need to know it.
enum KeyFile {
    private static let limit = 256 * 1024

    /// True if there is such a file.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// True if it can be read without waiting: a pipe would hold up all machines, a device has no end.
    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && status.st_size <= limit
    }

    private static func content(_ path: String) throws(ToolError) -> [UInt8] {
        guard !exists(path) || isRegular(path) else {
            throw ToolError(.data, "cannot read: \(path): no regular file, or too large")
        }
        return try FileBytes.read(path, limit: limit)
    }

    /// What makes a key useless in words to put after its path: ` (RSA, which …)`; empty if it is not known.
    static func hint(_ path: String) -> String {
        do throws(ToolError) {
            return problem(try content(path)).map { " (\($0))" } ?? ""
        } catch {
            return error.status == .permission ? " (permission denied)" : " (cannot be read)"
        }
    }

    /// Why libssh2 can do nothing with a file of that content; nil if it may be able to.
    private static func problem(_ content: [UInt8]) -> String? {
        if content.isEmpty { return "empty" }
        if isPublic(content) {
            let type = publicKey(inLine: content).map { HostKey(blob: $0, sha256: []).type } ?? ""
            return type.contains("-cert-")
                ? "a certificate: name the file of the private key, with type = openssh"
                : "a public key: name the file of the private one"
        }
        if content.starts(with: "PuTTY-User-Key-File".utf8) {
            return "a key of PuTTY, which puttygen -O private-openssh converts"
        }
        guard isPrivate(content) else { return "no private key in it" }
        if isRSA(content) { return "RSA, which needs type = openssh" }
        let type = publicKey(in: content).map { HostKey(blob: $0, sha256: []).type } ?? ""
        if type.hasPrefix("sk-") { return "of a hardware key, which needs type = openssh" }
        if isOpenSSH(content), type.isEmpty { return "damaged" }
        if let cipher = cipher(of: content), !ciphers.contains(cipher) {
            return "encrypted with \(CleanText.line(cipher.utf8, limit: 60)), which libssh2 cannot"
                + " open: an agent can, and ssh-keygen -p -Z aes256-ctr changes it"
        }
        return nil
    }

    /// Why the server may have refused a key that could be opened, in words to put after its path.
    static func refusalHint(_ path: String) -> String {
        let hint = hint(path)
        guard hint.isEmpty else { return hint }
        if exists("\(path)-cert.pub") { return " (its certificate needs type = openssh)" }
        let isHidden = (try? content(path)).map { has("BEGIN ENCRYPTED PRIVATE KEY", in: $0) }
        return isHidden == true && publicKey(path) == nil
            ? " (if it is RSA, it needs type = openssh)" : ""
    }

    /// Why a key could not be opened, as far as that can be told.
    static func unusableHint(_ path: String, hasPassphrase: Bool) -> String {
        let hint = hint(path)
        guard hint.isEmpty else { return hint }
        guard isLocked(path) else { return " (damaged, or of a kind that libssh2 does not know)" }
        return hasPassphrase ? " (its passphrase is another)" : " (needs a passphrase)"
    }

    /// True if the key needs a passphrase.
    private static func isLocked(_ path: String) -> Bool {
        guard let content = try? content(path) else { return false }
        if let cipher = cipher(of: content) { return cipher != "none" }
        // RFC 1421 section 4.6.1.1, and PKCS #8.
        return has("ENCRYPTED", in: content)
    }

    private static func has(_ words: String, in content: [UInt8]) -> Bool {
        content.firstRange(of: Array(words.utf8)) != nil
    }

    private static func isPrivate(_ content: [UInt8]) -> Bool {
        has("PRIVATE KEY-----", in: content)
    }

    /// A sentence on each `key` that `ssh` would not use, because others may read it.
    static func warnings(in configuration: Configuration) -> [String] {
        configuration.targets.compactMap { target in
            guard let settings = configuration.remotes[target.key], let path = settings.key else {
                return nil
            }
            var status = stat()
            guard stat(path, &status) == 0, status.st_uid == getuid(), status.st_mode & 0o077 != 0,
                isRegular(path), let content = try? content(path), isPrivate(content)
            else { return nil }
            let place = settings.place(of: .key, in: configuration.file)
            return
                "\(place)\(target.key).key: others than its owner may read or change \(path), and ssh"
                + " refuses it: chmod 600 \(path)"
        }
    }

    /// A sentence on each `key` of a configuration that cannot be read or is no private key.
    static func problems(in configuration: Configuration) -> [String] {
        configuration.targets.compactMap { target in
            guard let settings = configuration.remotes[target.key], let path = settings.key else {
                return nil
            }
            let problem: String
            do throws(ToolError) {
                let content = try content(path)
                guard !isPrivate(content) else { return nil }
                // An agent that holds the private half is asked for that one.
                if settings.agent != false, isPublic(content) { return nil }
                problem = "cannot read: \(path): no private key in it"
            } catch {
                problem = error.message
            }
            let place = settings.place(of: .key, in: configuration.file)
            return "\(place)\(target.key).key: \(problem)"
        }
    }

    /// True for a public key, as it stands in `.pub` files.
    private static func isPublic(_ content: [UInt8]) -> Bool {
        publicKey(inLine: content) != nil || content.starts(with: "---- BEGIN SSH2 PUBLIC KEY".utf8)
            || content.starts(with: "-----BEGIN PUBLIC KEY".utf8)
            || content.starts(with: "-----BEGIN RSA PUBLIC KEY".utf8)
    }

    /// True for an RSA key in PEM, in PKCS #8 without passphrase, or in OpenSSH's own format.
    static func isRSA(_ content: [UInt8]) -> Bool {
        if has("-----BEGIN RSA PRIVATE KEY-----", in: content) { return true }
        if let key = body(of: content, "-----BEGIN PRIVATE KEY-----") {
            // rsaEncryption, 1.2.840.113549.1.1.1, stands in the first bytes (RFC 5208).
            let name: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
            return key.prefix(40).firstRange(of: name) != nil
        }
        return publicKey(in: content).map { HostKey(blob: $0, sha256: []).type } == "ssh-rsa"
    }

    /// The public half of a key as the protocol spells it, from the file itself or the `.pub` file beside it; nil if
    /// neither can be read.
    static func publicKey(_ path: String) -> [UInt8]? {
        func bytes(_ path: String) -> [UInt8]? {
            do throws(ToolError) {
                return try content(path)
            } catch {
                return nil
            }
        }
        if let own = bytes(path), let key = publicKey(in: own) ?? publicKey(inLine: own) {
            return key
        }
        return bytes("\(path).pub").flatMap(publicKey(inLine:))
    }

    /// A key in OpenSSH's own format that needs a passphrase, and its public half, which stands there in clear.
    struct Halves: Sendable {
        /// The file.
        let content: [UInt8]
        /// The public half as a `.pub` file has it.
        let publicLine: String
    }

    /// Both halves of such a key; nil for any other file.
    ///
    /// The `.pub` file beside it does not count: it may be that of another key.
    static func halves(_ path: String) -> Halves? {
        guard let content = try? content(path), let cipher = cipher(of: content), cipher != "none",
            let key = publicKey(in: content), let type = SSHBytes.string(at: 0, in: key)
        else { return nil }
        let line = "\(String(decoding: type, as: UTF8.self)) \(Base64.encode(key))"
        return Halves(content: content, publicLine: line)
    }

    /// The key of a line `TYPE BASE64 COMMENT`; nil for anything else.
    private static func publicKey(inLine content: [UInt8]) -> [UInt8]? {
        let words = content.split(maxSplits: 2) { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
        guard words.count > 1, let key = Base64.decode(words[1]),
            SSHBytes.string(at: 0, in: key)?.elementsEqual(words[0]) == true
        else { return nil }
        return key
    }

    /// Ciphers of key files that libssh2 can open; `none` is no encryption.
    private static let ciphers: Set<String> = [
        "none", "aes256-ctr", "aes192-ctr", "aes128-ctr", "aes256-cbc", "aes192-cbc", "aes128-cbc",
        "rijndael-cbc@lysator.liu.se", "blowfish-cbc", "cast128-cbc", "3des-cbc",
    ]

    /// What a file of OpenSSH's own format is encrypted with; nil for other files.
    private static func cipher(of content: [UInt8]) -> String? {
        body(of: content).flatMap { SSHBytes.string(at: magic, in: $0) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The public half in a file of OpenSSH's own format, which is readable without the passphrase.
    private static func publicKey(in content: [UInt8]) -> [UInt8]? {
        guard let bytes = body(of: content) else { return nil }
        // PROTOCOL.key: magic, cipher, KDF, its options, number of keys, then the public key.
        var offset = magic
        for _ in 0..<3 {
            guard let part = SSHBytes.string(at: offset, in: bytes) else { return nil }
            offset += 4 + part.count
        }
        return SSHBytes.string(at: offset + 4, in: bytes).map(Array.init)
    }

    /// Bytes before the first string of OpenSSH's own format.
    private static let magic = "openssh-key-v1\0".utf8.count

    private static let begin = "-----BEGIN OPENSSH PRIVATE KEY-----"

    private static func isOpenSSH(_ content: [UInt8]) -> Bool { has(begin, in: content) }

    /// The bytes of a file that begins so, in OpenSSH's own format by default; nil for other files.
    ///
    /// What stands before the beginning is skipped, as libssh2 does it.
    private static func body(of content: [UInt8], _ begin: String = begin) -> [UInt8]? {
        let lines = content.split(separator: 0x0A).drop { !$0.starts(with: begin.utf8) }
        guard !lines.isEmpty else { return nil }
        let text = lines.dropFirst().prefix { $0.first != UInt8(ascii: "-") }.joined()
        return Base64.decode(text.filter { $0 != 0x0D })
    }
}
