// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem
import PmonText
import Testing

@testable import pmon_probe

struct TransferSetupTests {
    @Test(
        arguments: [
            [], [("method", "HEAD")], [("body", "")], [("body", "x"), ("method", "PUT")],
            [("http", "2"), ("ip", "6")],
            [("user", "a"), ("pwd", "b"), ("header.X", "")], [("insecure", "true")],
            [("proxy", "socks5h://127.0.0.1")],
        ] as [[(String, String)]]
    )
    func `every kind of request can be set on a handle`(checks: [(String, String)]) throws {
        let target = try probeTarget("https://127.0.0.1:1/", checks: checks)
        let hop = Hop(first: try target.parts.get(), of: target)
        var route = Route()
        route.add(host: "example.org", port: 1, addresses: ["127.0.0.1"])
        route.add(host: "a.example.org", port: 1, addresses: ["::1"], isConfigured: true)
        let setup = TransferSetup(
            target: target,
            hop: hop,
            route: route,
            deadline: .now() + .seconds(30),
            capture: CertificateCapture()
        )
        let handle = try EasyHandle()
        try setup.apply(to: handle)
        let error = #expect(throws: CurlError.self) { try handle.perform() }
        #expect([CurlCode.noConnection, .proxy].contains(error?.code))
    }

    @Test(arguments: AddressScheme.allCases.filter { !$0.isWeb && $0 != .ping })
    func `every other protocol can be set on a handle`(scheme: AddressScheme) throws {
        let checks =
            (scheme.canUpgrade ? [("tls", "starttls")] : [])
            + (scheme.hasLogin ? [("user", "a"), ("pwd", "b")] : [])
        let target = try probeTarget("\(scheme.rawValue)://127.0.0.1:1", checks: checks)
        #expect(target.faults.isEmpty)
        let setup = TransferSetup(
            target: target,
            hop: Hop(first: try target.parts.get(), of: target),
            route: Route(),
            deadline: .now() + .seconds(30),
            capture: CertificateCapture()
        )
        let handle = try EasyHandle()
        try setup.apply(to: handle)
        let error = #expect(throws: CurlError.self) { try handle.perform() }
        #expect(error?.code == .noConnection)
    }

    @Test func `no time left is no time without limit`() throws {
        let target = try probeTarget("http://127.0.0.1:1/")
        let setup = TransferSetup(
            target: target,
            hop: Hop(first: try target.parts.get(), of: target),
            route: Route(),
            deadline: .now() + .seconds(-5),
            capture: nil
        )
        try setup.apply(to: EasyHandle())
    }
}
