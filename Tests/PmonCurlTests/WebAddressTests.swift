// SPDX-License-Identifier: MIT

import PmonCurl
import PmonText
import Testing

struct WebAddressTests {
    @Test func `an address has its parts`() throws {
        let address = try WebAddress("HTTPS://user:secret@Example.ORG:8443/a/b?c=d")
        #expect(address.scheme == .https)
        #expect(address.host.lowercased() == "example.org")
        #expect(address.port == 8443)
        #expect(address.user == "user")
        #expect(address.password?.reveal() == "secret")
        #expect(address.server == "Example.ORG:8443")
        #expect(!address.isNumeric)
    }

    @Test func `credentials are decoded`() throws {
        let address = try WebAddress("http://a%40b:c%3Ad@example.org/")
        #expect(address.user == "a@b")
        #expect(address.password?.reveal() == "c:d")
        #expect(try WebAddress("http://example.org/").user == nil)
        let odd = try WebAddress("http://a%01:%ff@example.org/")
        #expect(odd.user == "a\u{1}")
        // Not text: libcurl takes it out of the address.
        #expect(odd.password == nil)
    }

    @Test func `the port is the scheme's own where none is written`() throws {
        #expect(try WebAddress("http://example.org").port == 80)
        #expect(try WebAddress("https://example.org/").port == 443)
    }

    @Test(arguments: ["http://127.0.0.1/", "http://[::1]:8080/", "http://[fe80::1%25eth0]/"])
    func `an IP address needs no resolver`(text: String) throws {
        #expect(try WebAddress(text).isNumeric)
    }

    @Test func `an IPv6 address stands without brackets`() throws {
        #expect(try WebAddress("http://[::1]:8080/").host == "::1")
        #expect(try WebAddress("http://[::1]:8080/").server == "[::1]:8080")
        #expect(try WebAddress("http://[fe80::1%25lo]/").server == "[fe80::1%lo]:80")
        #expect(try WebAddress("http://[fe80::1%lo]:81/a%20b").server == "[fe80::1%lo]:81")
        #expect(try WebAddress("http://[::1]/a%20b").zone == nil)
    }

    @Test func `an international name comes in its ASCII form`() throws {
        #expect(try WebAddress("http://bücher.example/").host == "xn--bcher-kva.example")
    }

    @Test(arguments: [
        ("tcp://Example.org:22", "http://example.org:22/", 22),
        ("tls://127.0.0.1:443/", "https://127.0.0.1:443/", 443),
        ("tcp://[fe80::1%25lo]:22", "http://[fe80::1%lo]:22/", 22),
        ("mqtt://bob:word@a", "http://a:1883/", 1883),
        ("smtp://a/name", "smtp://a/name", 25), ("ldaps://a", "https://a:636/", 636),
        ("imaps://bob:word@a:1", "imaps://bob:word@a:1", 1), ("ping://a", "ping://a", 0),
    ])
    func `other schemes have parts too`(text: String, requested: String, port: Int) throws {
        let address = try WebAddress(text)
        #expect(address.port == port)
        #expect(address.requested(text).lowercased() == requested)
    }

    @Test(arguments: [
        "tcp://a", "tls://a/", "tcp://a:22/x", "tcp://a:22?x", "tcp://a:22/#x", "tcp://bob@a:22",
        "tls://bob:word@a:22", "ping://a:7", "ping://bob@a", "ping://a/x", "ftp://a/file",
        "imap://a/INBOX", "ldap://a/dc=example", "mqtt://a/topic", "pop3://a/1", "smtp://a/name?x",
    ])
    func `what would be left out is refused`(text: String) throws {
        let error = #expect(throws: AddressError.self) { try WebAddress(text) }
        #expect(error?.text.hasPrefix("malformed address: ") == true)
    }

    @Test(arguments: ["gopher://example.org/", "file:///etc/passwd", "ssh://example.org"])
    func `another scheme is told as such`(text: String) {
        let error = #expect(throws: AddressError.self) { try WebAddress(text) }
        guard case .scheme = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "", "http://", "http://a b/", "http://a:99999/", "http://[::1/",
        "http://a\u{1}b/", "http://a\0b/", "http://a%00@b/", "http://a:%00@b/",
        "http://\u{202E}.example/", "http://" + String(repeating: "a.", count: 128),
        "tcp://" + String(repeating: "b", count: 255) + ":1",
    ])
    func `what is malformed says so`(text: String) {
        let error = #expect(throws: AddressError.self) { try WebAddress(text) }
        #expect(error?.text.hasPrefix("malformed address: ") == true)
    }

    @Test(arguments: [
        ("example.org", "https://example.org"), ("localhost:8080/x", "https://localhost:8080/x"),
        ("[::1]:81/?a:b", "https://[::1]:81/?a:b"),
        ("bob:s3cret@example.org", "https://bob:***@example.org"),
    ])
    func `an address without a scheme is told with one`(text: String, meant: String) {
        let error = #expect(throws: AddressError.self) { try WebAddress(text) }
        #expect(error?.text == "no scheme: did you mean \(meant)?")
    }

    @Test(arguments: ["", "/path", "file:/etc/passwd", "a b", "x:y", "?q", "https//a", "http//a/b"])
    func `what is no address with a scheme either is not suggested`(text: String) {
        let error = #expect(throws: AddressError.self) { try WebAddress(text) }
        #expect(error?.text.contains("did you mean") == false)
    }

    @Test func `the origin is scheme, host and port`() throws {
        let address = try WebAddress("http://example.org/a")
        #expect(try address.hasSameOrigin(as: WebAddress("http://EXAMPLE.org:80/b")))
        #expect(try !address.hasSameOrigin(as: WebAddress("https://example.org/a")))
        #expect(try !address.hasSameOrigin(as: WebAddress("http://example.org:81/a")))
        #expect(try !address.hasSameOrigin(as: WebAddress("http://www.example.org/a")))
    }
}
