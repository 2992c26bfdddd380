// SPDX-License-Identifier: MIT

import HTTPTypes
import Testing

@testable import pmon_serve

struct SiteAddressTests {
    private func address(
        _ authority: String,
        _ fields: HTTPFields = [:],
        remote: String? = "127.0.0.1",
        link: String? = nil
    ) -> String {
        let request = WebRequest(fields: fields, authority: authority, remote: remote)
        return SiteAddress(request, link: link).text
    }

    @Test func `it is the address that the visitor asked for`() {
        #expect(address("Box:8080") == "http://box:8080")
        #expect(address("[::1]:8080") == "http://[::1]:8080")
    }

    @Test(arguments: [
        "X-Forwarded-Proto: https", "X-Forwarded-Proto: HTTPS, http",
        "Forwarded: for=10.0.0.1;proto=https, for=10.0.0.2;proto=http",
        "Forwarded: Proto=\"https\"",
    ])
    func `a proxy on this machine tells that TLS stands before it`(field: String) throws {
        let parts = field.split(separator: ": ")
        let fields: HTTPFields = [try #require(HTTPField.Name(String(parts[0]))): String(parts[1])]
        #expect(address("status.example.org", fields) == "https://status.example.org")
        #expect(address("status.example.org", fields, remote: "::1").hasPrefix("https:"))
        #expect(address("status.example.org", fields, remote: "10.0.0.7").hasPrefix("http:"))
        #expect(address("status.example.org", fields, remote: nil).hasPrefix("http:"))
    }

    @Test(arguments: [
        ("https://status.example.org/", "status.example.org", "https"),
        ("HTTPS://Status.Example.org/pmon?a=b", "status.example.org", "https"),
        ("https://status.example.org:443/", "status.example.org", "https"),
        ("https://status.example.org", "status.example.org:443", "https"),
        ("https://status.example.org:8443/", "status.example.org:8443", "https"),
        ("https://status.example.org/", "localhost:8080", "http"),
        ("http://status.example.org/", "status.example.org", "http"),
        ("https://status.example.org.evil/", "status.example.org", "http"),
        ("see https://status.example.org/", "status.example.org", "http"),
    ])
    func `the configured address of the page tells it for its own host`(
        link: String,
        host: String,
        scheme: String
    ) {
        #expect(address(host, remote: "10.0.0.7", link: link) == "\(scheme)://\(host)")
    }

    @Test func `what the proxy says goes before the configuration`() {
        let link = "https://status.example.org/"
        #expect(
            address("status.example.org", [.xForwardedProto: "http"], link: link)
                == "http://status.example.org"
        )
    }
}
