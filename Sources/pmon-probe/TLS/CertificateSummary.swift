// SPDX-License-Identifier: MIT

private import COpenSSL
private import Glibc
import PmonConfig
import PmonJSON
import PmonRecord
import PmonText

/// What a record tells of a server's certificate.
struct CertificateSummary: Equatable, Sendable {
    /// Start of its validity; nil where it cannot be read.
    var begins: Timestamp?
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

    /// Seconds from the start to the end of its validity; nil where the start is unknown.
    var lifetime: Double? { begins.map { expires.seconds - $0.seconds } }

    /// True if so little time is left at an instant that there is a warning.
    func isDue(_ warning: CertificateWarning, at instant: Timestamp) -> Bool {
        guard let threshold = warning.threshold(lifetime: lifetime) else { return false }
        return days(at: instant) * 86_400 < threshold.inSeconds
    }

    /// The `certificate` of a record; `days` has one decimal.
    func json(at instant: Timestamp) -> JSONValue {
        var object: JSONObject = [:]
        if let begins { object["begins"] = .string(begins.utc) }
        object["expires"] = .string(expires.utc)
        object["days"] = .number(JSONNumber(days(at: instant), decimals: 1))
        object["subject"] = .string(subject.cut(to: RecordBuilder.longestText))
        object["issuer"] = .string(issuer.cut(to: RecordBuilder.longestText))
        return .object(object)
    }
}

extension CertificateSummary {
    /// Reads an X509 of OpenSSL, which stays the caller's; nil if its end of validity is none.
    init?(_ certificate: OpaquePointer) {
        // libcurl tells a failure by the oldest error in the queue, which must not be one of ours.
        ERR_set_mark()
        defer { ERR_pop_to_mark() }
        guard let end = Self.instant(X509_get0_notAfter(certificate)) else { return nil }
        begins = Self.instant(X509_get0_notBefore(certificate))
        expires = end
        subject = Self.line(X509_get_subject_name(certificate))
        issuer = Self.line(X509_get_issuer_name(certificate))
    }

    private static func instant(_ time: UnsafePointer<ASN1_TIME>?) -> Timestamp? {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Timestamp(seconds: Double(timegm(&parts)))
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
