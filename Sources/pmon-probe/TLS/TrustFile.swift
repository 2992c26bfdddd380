// SPDX-License-Identifier: MIT

private import COpenSSL
import PmonSystem

/// Looks at files of trusted certificates before they are needed: where one cannot be used every check would fail, and
/// its address would be blamed.
enum TrustFile {
    /// The bytes of a file of certificates (PEM).
    ///
    /// Throws 66 for a file that is not there, 77 for one that may not be read, 65 for one without certificates or with a
    /// damaged one. OpenSSL reads them as it does for libcurl, which takes all or none.
    /// https://www.openssl.org/docs/man3.0/man3/PEM_X509_INFO_read_bio.html
    static func certificates(_ path: String) throws(ToolError) -> [UInt8] {
        let bytes = try FileBytes.read(path, limit: 16 << 20)
        guard bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil else {
            throw ToolError(.data, "cannot read: \(path): no PEM in it")
        }
        guard let count = countCertificates(bytes) else {
            throw ToolError(.data, "cannot use: \(path): a certificate in it is damaged")
        }
        guard count > 0 else {
            throw ToolError(.data, "cannot use: \(path): no certificate in it")
        }
        return bytes
    }

    /// Nil if OpenSSL refuses the file.
    private static func countCertificates(_ bytes: [UInt8]) -> Int? {
        ERR_set_mark()
        defer { ERR_pop_to_mark() }
        return bytes.withUnsafeBytes { bytes in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else {
                return nil
            }
            defer { BIO_free(bio) }
            // A key with a pass phrase is not asked for it.
            guard let list = PEM_X509_INFO_read_bio(bio, nil, { _, _, _, _ in -1 }, nil) else {
                return nil
            }
            defer { pmon_x509_info_free(list) }
            return Int(pmon_x509_info_certificates(list))
        }
    }
}
