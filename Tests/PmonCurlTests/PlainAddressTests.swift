// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonCurl

struct PlainAddressTests {
    @Test(arguments: [
        ("http://example.org", "example.org", 80, false),
        ("https://a-b.example:65535/x?y#z@w", "a-b.example", 65_535, false),
        ("http://192.0.2.255:8080/", "192.0.2.255", 8080, true),
        ("https://xn--bcher-kva.example/%20", "xn--bcher-kva.example", 443, false),
    ])
    func `a plain address has its parts`(
        text: String,
        host: String,
        port: Int,
        isNumeric: Bool
    ) throws {
        #expect(PlainAddress(text) != nil)
        let address = try WebAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.isNumeric == isNumeric)
        #expect(try address == WebAddress(asked: text))
    }

    @Test(arguments: [
        "HTTP://example.org/", "http://Example.org/", "http://127.1/", "http://0x7f000001/",
        "http://010.0.0.1/", "http://1.2.3.256/", "http://1.2.3.4.5/", "http://example.org./",
        "http://a..b/", "http://a/\u{7f}", "http://a/ b", "http://user@a/", "http://a:080/",
        "http://a:65536/", "http://a:/", "http://a?b", "http://a#b", "http:///a/", "http:/a",
        "ftp://a/", "http://[::1]/", "http://bücher.example/", "http://a/ü", "http://a\\@b/",
        "http://-a/", "http://a.0x1/",
    ])
    func `what may be read in two ways is left to libcurl`(text: String) {
        #expect(PlainAddress(text) == nil)
    }

    /// Letters that decide something stand in texts that are nearly plain.
    @Test func `libcurl reads each plain address alike`() throws {
        var random = SeededRandom(seed: 7)
        let letters = Array("abcxyz0189012.-:/@?#%[]\\_~!\u{9}\u{e4} Z")
        var plain = 0
        for _ in 0..<20_000 {
            let scheme = ["http://", "https://"].randomElement(using: &random) ?? ""
            let count = Int.random(in: 1...14, using: &random)
            let most = Bool.random(using: &random) ? 15 : letters.count
            let rest = (0..<count).map { _ in letters[Int.random(in: 0..<most, using: &random)] }
            let text = scheme + String(rest)
            guard PlainAddress(text) != nil else { continue }
            plain += 1
            let asked = try WebAddress(asked: text)
            #expect(try WebAddress(text) == asked, "\(text)")
        }
        #expect(plain > 1000)
    }
}
