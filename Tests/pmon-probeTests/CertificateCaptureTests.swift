// SPDX-License-Identifier: MIT

import COpenSSL
import TestSupport
import Testing

@testable import pmon_probe

struct CertificateCaptureTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let made = try ChildProcess.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-days", "5", "-subj", "/CN=leaf", "-keyout", folder.file("key"),
                "-out", folder.file("pem"),
            ]
        )
        #expect(made.status == 0, "\(made.errors)")
    }

    /// A client's context that verifies; it trusts the certificate if asked to.
    private func clientContext(trusts: Bool) throws -> OpaquePointer {
        let context = try #require(SSL_CTX_new(TLS_client_method()))
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        if trusts {
            #expect(SSL_CTX_load_verify_locations(context, folder.file("pem"), nil) == 1)
        }
        return context
    }

    /// A handshake in memory with a server that has the certificate; returns OpenSSL's verdict on it.
    private func verdict(of context: OpaquePointer) throws -> Int {
        let serverContext = try #require(SSL_CTX_new(TLS_server_method()))
        defer { SSL_CTX_free(serverContext) }
        let file = folder.file("pem")
        #expect(SSL_CTX_use_certificate_file(serverContext, file, SSL_FILETYPE_PEM) == 1)
        let key = folder.file("key")
        #expect(SSL_CTX_use_PrivateKey_file(serverContext, key, SSL_FILETYPE_PEM) == 1)
        let client = try #require(SSL_new(context))
        let server = try #require(SSL_new(serverContext))
        defer {
            SSL_free(client)
            SSL_free(server)
            ERR_clear_error()
        }
        var ends: (client: OpaquePointer?, server: OpaquePointer?)
        #expect(BIO_new_bio_pair(&ends.client, 0, &ends.server, 0) == 1)
        SSL_set_bio(client, ends.client, ends.client)
        SSL_set_bio(server, ends.server, ends.server)
        SSL_set_connect_state(client)
        SSL_set_accept_state(server)
        for _ in 0..<10 {
            SSL_do_handshake(client)
            SSL_do_handshake(server)
        }
        return SSL_get_verify_result(client)
    }

    @Test(arguments: [true, false])
    func `the leaf is noted, and the verdict is that without a capture`(trusts: Bool) throws {
        let plain = try clientContext(trusts: trusts)
        let watched = try clientContext(trusts: trusts)
        defer {
            SSL_CTX_free(plain)
            SSL_CTX_free(watched)
        }
        let capture = CertificateCapture()
        capture.prepare(tlsContext: watched)
        let verdict = try verdict(of: watched)
        #expect(verdict == (try self.verdict(of: plain)))
        #expect((verdict == Int(X509_V_OK)) == trusts)
        #expect(capture.summary?.subject == "CN = leaf")
        #expect(capture.summary?.issuer == "CN = leaf")
    }

    @Test func `the certificate of a proxy is not the server's`() throws {
        let contexts = try [clientContext(trusts: true), clientContext(trusts: true)]
        defer { for context in contexts { SSL_CTX_free(context) } }
        let capture = CertificateCapture(proxies: 1)
        capture.prepare(tlsContext: contexts[0])
        #expect(try verdict(of: contexts[0]) == Int(X509_V_OK))
        #expect(capture.summary == nil)
        capture.prepare(tlsContext: contexts[1])
        #expect(try verdict(of: contexts[1]) == Int(X509_V_OK))
        #expect(capture.summary != nil)
    }
}
