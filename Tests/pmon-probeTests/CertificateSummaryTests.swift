// SPDX-License-Identifier: MIT

import COpenSSL
import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_probe

struct CertificateSummaryTests {
    /// The certificates of a PEM file.
    private func summaries(_ path: String) throws -> [CertificateSummary] {
        let file = try #require(BIO_new_file(path, "r"))
        defer { BIO_free(file) }
        var summaries: [CertificateSummary] = []
        while let certificate = PEM_read_bio_X509(file, nil, nil, nil) {
            defer { X509_free(certificate) }
            summaries.append(try #require(CertificateSummary(certificate)))
        }
        ERR_clear_error()
        return summaries
    }

    @Test(arguments: [
        "/CN=plain", "/C=DE/O=Gr\u{FC}n & S\u{F6}hne, \"GmbH\"/CN=\u{4E2D}\u{6587}", "/",
        "/DC=org/DC=example/CN=a+UID=b/emailAddress=x@example.org", "/CN= < #;\\\\ >\t",
        "/O=\u{1F512}/CN=two\u{1B}[31mlines\n",
    ])
    func `the name and the end of a certificate are those that openssl prints`(name: String) throws
    {
        let folder = try TemporaryFolder()
        let made = try ChildProcess.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-utf8", "-days", "30000", "-subj", name, "-keyout", folder.file("key"),
                "-out", folder.file("pem"),
            ]
        )
        #expect(made.status == 0, "\(made.errors)")
        let summary = try #require(try summaries(folder.file("pem")).first)
        let printed = try ChildProcess.run(
            "openssl",
            [
                "x509", "-in", folder.file("pem"), "-noout", "-subject", "-issuer", "-enddate",
                "-nameopt", "oneline", "-dateopt", "iso_8601",
            ]
        )
        let end = summary.expires.utc
        #expect(
            printed.text == """
                subject=\(summary.subject)
                issuer=\(summary.issuer)
                notAfter=\(end.replacing("T", with: " "))

                """
        )
    }

    @Test func `the certificates that the system trusts are named as openssl names them`() throws {
        let bundle = "/etc/ssl/certs/ca-certificates.crt"
        let found = try summaries(bundle)
        #expect(found.count > 50)
        let packed = try ChildProcess.run(
            "openssl",
            ["crl2pkcs7", "-nocrl", "-certfile", bundle]
        )
        let printed = try ChildProcess.run(
            "openssl",
            ["pkcs7", "-print_certs", "-noout"],
            input: packed.output
        )
        let lines = printed.text.split(separator: "\n").map(String.init)
        #expect(lines == found.flatMap { ["subject=\($0.subject)", "issuer=\($0.issuer)"] })
    }

    @Test func `days are counted from an instant, below zero once it is over`() {
        let summary = CertificateSummary(
            expires: Timestamp(seconds: 129_600),
            subject: "CN = a",
            issuer: "CN = b"
        )
        #expect(summary.days(at: Timestamp(seconds: 0)) == 1.5)
        #expect(summary.days(at: Timestamp(seconds: 259_200)) == -1.5)
        let json = summary.json(at: Timestamp(seconds: 0)).object
        #expect(json?["days"] == .number(JSONNumber(1.5, decimals: 1)))
        #expect(json?["expires"] == .string("1970-01-02T12:00:00Z"))
    }
}
