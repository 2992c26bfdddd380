// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// Looks at files of certificates and keys before they are needed: where one is missing every check would fail, and
/// its address would be blamed.
enum TrustFile {
    /// Throws 66 for a file that is not there, 77 for one that may not be read; it is not opened.
    static func expectReadable(_ path: String) throws(ToolError) {
        guard access(path, R_OK) == 0 else {
            throw .system("open", path, errno: errno, fallback: .noInput)
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw .system("read", path, errno: EISDIR, fallback: .noInput)
        }
    }

    /// Throws as above, and 65 for a file whose private key needs a pass phrase: nobody is there to be asked.
    ///
    /// https://www.rfc-editor.org/rfc/rfc7468#section-11, https://www.rfc-editor.org/rfc/rfc1421#section-4.6.1.1
    static func expectUnlocked(_ path: String) throws(ToolError) {
        let bytes = try FileBytes.read(path, limit: 16 << 20)
        let signs = ["-----BEGIN ENCRYPTED PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED"]
        guard !signs.contains(where: { bytes.firstRange(of: Array($0.utf8)) != nil }) else {
            throw ToolError(
                .data,
                "cannot use: \(path): its key needs a pass phrase, which pmon cannot give; openssl pkey -in FILE -out FILE writes one without"
            )
        }
    }

    /// The bytes of a file; throws as above, and 65 for one that holds no PEM.
    static func pem(_ path: String) throws(ToolError) -> [UInt8] {
        let bytes = try FileBytes.read(path, limit: 16 << 20)
        guard bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil else {
            throw ToolError(.data, "cannot read: \(path): no PEM in it")
        }
        return bytes
    }
}
