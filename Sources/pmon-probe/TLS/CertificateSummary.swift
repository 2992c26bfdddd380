// SPDX-License-Identifier: MIT

private import COpenSSL
private import Glibc
import PmonCore

/// What a record tells of a server's certificate.
struct CertificateSummary: Equatable, Sendable {
    /// End of its validity.
    let expires: Timestamp
    /// Whom it names, and who vouches for it, as OpenSSL prints distinguished names.
    private(set) var subject: String
    private(set) var issuer: String

    /// The same without the secrets of a target: a server may know them from an earlier check.
    func masked(by mask: SecretMask) -> CertificateSummary {
        var summary = self
        summary.subject = mask.masked(subject)
        summary.issuer = mask.masked(issuer)
        return summary
    }

    /// Days left at an instant; negative once it has expired.
    func days(at instant: Timestamp) -> Double {
        Double(expires.microseconds - instant.microseconds) / 86_400_000_000
    }

    /// The `certificate` of a record; `days` has one decimal.
    func json(at instant: Timestamp) -> JSONValue {
        .object([
            "expires": .string(expires.utc),
            "days": .number(JSONNumber(days(at: instant), decimals: 1)),
            "subject": .string(subject.cut(to: RecordBuilder.longestText)),
            "issuer": .string(issuer.cut(to: RecordBuilder.longestText)),
        ])
    }
}

extension CertificateSummary {
    /// Reads an X509 of OpenSSL, which stays the caller's; nil if its end of validity is none.
    init?(_ certificate: OpaquePointer) {
        // libcurl tells a failure by the oldest error in the queue, which must not be one of ours.
        ERR_set_mark()
        defer { ERR_pop_to_mark() }
        var end = tm()
        guard ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) == 1 else { return nil }
        expires = Timestamp(seconds: Double(timegm(&end)))
        subject = Self.line(X509_get_subject_name(certificate))
        issuer = Self.line(X509_get_issuer_name(certificate))
    }

    /// A distinguished name in ASCII, other characters as `\C3\A4`; empty where it cannot be printed.
    private static func line(_ name: OpaquePointer?) -> String {
        guard let bio = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(bio) }
        guard X509_NAME_print_ex(bio, name, 0, pmon_xn_flag_oneline) >= 0 else { return "" }
        var bytes: UnsafeMutablePointer<CChar>?
        let count = pmon_bio_get_mem_data(bio, &bytes)
        let buffer = UnsafeRawBufferPointer(start: bytes, count: max(count, 0))
        return String(decoding: buffer, as: UTF8.self)
    }
}
