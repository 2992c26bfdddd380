// SPDX-License-Identifier: MIT

private import COpenSSL
import PmonCore

/// Looks at the files of a client's certificate and key before they are needed.
struct ClientKeyPair {
    /// Which of the files cannot be used, and why.
    enum Problem: Error {
        case certificate(ToolError)
        case key(ToolError)
    }

    /// The file of the certificate, and of those that vouch for it; nil where only a key is to be looked at.
    let certificate: String?
    /// The file of the key; nil for that of the certificate.
    let key: String?

    /// The problem of the pair: a file that cannot be read or holds something else, a key that needs a pass phrase or is
    /// another certificate's.
    ///
    /// OpenSSL is asked as libcurl asks it.
    func problems() -> [Problem] {
        var problems: [Problem] = []
        for (path, isKey) in [(certificate, false), (key, true)] {
            guard let path else { continue }
            do throws(ToolError) {
                let bytes = try FileBytes.read(path, limit: Self.longest)
                if isKey || key == nil { try Self.expectUnlocked(path, bytes) }
            } catch {
                problems.append(isKey ? .key(error) : .certificate(error))
            }
        }
        guard problems.isEmpty else { return problems }
        do throws(Problem) {
            try use()
            return []
        } catch {
            return [error]
        }
    }

    /// Throws where OpenSSL cannot use them.
    private func use() throws(Problem) {
        guard let keyFile = key ?? certificate else { return }
        ERR_set_mark()
        defer { ERR_pop_to_mark() }
        guard let context = SSL_CTX_new(TLS_client_method()) else { return }
        defer { SSL_CTX_free(context) }
        SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in -1 }
        if let certificate, SSL_CTX_use_certificate_chain_file(context, certificate) != 1 {
            throw .certificate(
                Self.error(certificate, "no certificate in it that can be used\(Self.reason)")
            )
        }
        guard SSL_CTX_use_PrivateKey_file(context, keyFile, pmon_ssl_filetype_pem) == 1 else {
            // OpenSSL compares a key with the certificate as soon as it has both.
            if pmon_last_error_is_mismatch() != 0 { throw mismatch(keyFile) }
            let error = Self.error(keyFile, "no private key in it that can be used\(Self.reason)")
            throw key == nil ? .certificate(error) : .key(error)
        }
        guard certificate == nil || SSL_CTX_check_private_key(context) == 1 else {
            throw mismatch(keyFile)
        }
    }

    private func mismatch(_ keyFile: String) -> Problem {
        let error = Self.error(keyFile, "the key is not that of the certificate")
        return key == nil ? .certificate(error) : .key(error)
    }

    /// Throws for a key that needs a pass phrase: nobody is there to be asked.
    ///
    /// https://www.rfc-editor.org/rfc/rfc7468#section-11, https://www.rfc-editor.org/rfc/rfc1421#section-4.6.1.1
    private static func expectUnlocked(_ path: String, _ bytes: [UInt8]) throws(ToolError) {
        let signs = ["-----BEGIN ENCRYPTED PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED"]
        guard !signs.contains(where: { bytes.firstRange(of: Array($0.utf8)) != nil }) else {
            throw error(
                path,
                "its key needs a pass phrase, which pmon cannot give; openssl pkey -in FILE -out FILE writes one without"
            )
        }
    }

    /// OpenSSL's words on the first error, after a colon.
    private static var reason: String {
        guard let words = ERR_reason_error_string(ERR_peek_error()) else { return "" }
        return ": \(String(cString: words))"
    }

    private static let longest = 16 << 20

    private static func error(_ path: String, _ text: String) -> ToolError {
        ToolError(.data, "cannot use: \(path): \(text)")
    }
}
