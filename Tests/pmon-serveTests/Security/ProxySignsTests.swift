// SPDX-License-Identifier: MIT

import HTTPTypes
import Testing

@testable import pmon_serve

struct ProxySignsTests {
    @Test(arguments: [
        "Forwarded", "Via", "X-Forwarded-For", "X-Real-IP", "X-Request-ID", "x-amzn-trace-id",
    ])
    func `a field of a proxy is a sign`(name: String) throws {
        var fields: HTTPFields = [.accept: "*/*", .userAgent: "curl/8"]
        #expect(!ProxySigns.areIn(WebRequest(fields: fields)))
        fields[try #require(HTTPField.Name(name))] = ""
        #expect(ProxySigns.areIn(WebRequest(fields: fields)))
    }

    @Test(arguments: ["close", "Close", "TE, close"])
    func `so is a connection for one request`(value: String) {
        #expect(ProxySigns.areIn(WebRequest(fields: [.connection: value])))
        #expect(!ProxySigns.areIn(WebRequest(fields: [.connection: "keep-alive"])))
    }

    @Test(arguments: [
        ("localhost:8080", false), ("127.0.0.1", false), ("[::1]:80", false), ("LOCALHOST.", false),
        ("status.example.org", true), ("10.0.0.1", true), ("127.0.0.1.evil.example", true),
    ])
    func `so is a host that is not surely this machine`(host: String, isSign: Bool) {
        #expect(ProxySigns.areIn(WebRequest(authority: host)) == isSign)
    }
}
