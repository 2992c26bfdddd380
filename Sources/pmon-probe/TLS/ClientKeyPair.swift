// SPDX-License-Identifier: MIT

private import COpenSSL
private import Glibc
import PmonSystem
import PmonText

/// Looks at the files of a client's certificate and key before they are needed.
struct ClientKeyPair {
    /// Which of the files cannot be used, and why.
    enum Problem: Error {
        case certificate(ToolError)
        case key(ToolError)
        case passphrase(ToolError)
    }

    /// The file of the certificate, and of those that vouch for it; nil where only a key is to be looked at.
    let certificate: String?
    /// The file of the key; nil for that of the certificate.
    let key: String?
    /// What opens the key, where it needs it.
    var passphrase: Secret?

    /// The problem of the pair: a file that cannot be read or holds something else, a key that needs another passphrase or is
    /// another certificate's.
    ///
    /// OpenSSL is asked as libcurl asks it.
    func problems() -> [Problem] {
        var problems: [Problem] = []
        var isLocked = false
        for (path, isKey) in [(certificate, false), (key, true)] {
            guard let path else { continue }
            do throws(ToolError) {
                let bytes = try FileBytes.read(path, limit: Self.longest)
                guard isKey || key == nil, Self.isLocked(bytes) else { continue }
                isLocked = true
                guard passphrase != nil else {
                    throw Self.error(path, "its key needs a passphrase, set by passphrase")
                }
            } catch {
                problems.append(isKey ? .key(error) : .certificate(error))
            }
        }
        guard problems.isEmpty else { return problems }
        do throws(Problem) {
            try use(isLocked: isLocked)
            return []
        } catch {
            return [error]
        }
    }

    /// Throws where OpenSSL cannot use them.
    private func use(isLocked: Bool) throws(Problem) {
        guard let keyFile = key ?? certificate else { return }
        ERR_set_mark()
        defer { ERR_pop_to_mark() }
        guard let context = SSL_CTX_new(TLS_client_method()) else { return }
        defer { SSL_CTX_free(context) }
        // OpenSSL's own callback gives what it finds there; nobody is there to be asked.
        guard let words = strdup(passphrase?.reveal() ?? "") else { return }
        defer { free(words) }
        SSL_CTX_set_default_passwd_cb_userdata(context, words)
        if let certificate, SSL_CTX_use_certificate_chain_file(context, certificate) != 1 {
            throw .certificate(
                Self.error(certificate, "no certificate in it that can be used\(Self.reason)")
            )
        }
        guard SSL_CTX_use_PrivateKey_file(context, keyFile, pmon_ssl_filetype_pem) == 1 else {
            // OpenSSL compares a key with the certificate as soon as it has both.
            if pmon_last_error_is_mismatch() != 0 { throw mismatch(keyFile) }
            if isLocked {
                throw .passphrase(
                    Self.error(keyFile, "its key does not open with this passphrase\(Self.reason)")
                )
            }
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

    /// True for a file with a key that needs a passphrase.
    ///
    /// https://www.rfc-editor.org/rfc/rfc7468#section-11, https://www.rfc-editor.org/rfc/rfc1421#section-4.6.1.1
    private static func isLocked(_ bytes: [UInt8]) -> Bool {
        ["-----BEGIN ENCRYPTED PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED"]
            .contains { bytes.firstRange(of: Array($0.utf8)) != nil }
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
