// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import Testing

@testable import pmon_probe

struct RequestPlanTests {
    private func plan(_ pairs: [(String, String)], _ pmon: PmonSettings = PmonSettings()) throws
        -> RequestPlan
    {
        try probeTarget(checks: pairs, pmon: pmon).plan.request
    }

    @Test func `headers are written as libcurl takes them`() throws {
        let plan = try plan([("header.A", "b"), ("header.Empty", ""), ("bearer", "t")])
        #expect(
            plan.headers.map(\.line) == [
                "A: b", "Empty;", "Authorization: Bearer t", "Connection: close",
            ]
        )
        #expect(plan.headers.map(\.isSecret) == [false, false, true, false])
    }

    @Test func `a token that cannot be read leaves no header, and its key can be named`() throws {
        let target = try probeTarget(checks: [("bearer", "env:PMON_NO_SUCH_TOKEN")])
        #expect(!target.plan.request.headers.contains { $0.line.contains("Bearer") })
        #expect(target.mask.masked("url.x.bearer") == "url.x.bearer")
    }

    @Test func `the end of the connection is announced unless somebody says otherwise`() throws {
        #expect(
            try plan([("header.connection", "keep-alive")]).headers.map(\.line) == [
                "connection: keep-alive"
            ]
        )
        #expect(try plan([("http", "2")]).headers.isEmpty)
    }

    @Test func `trust is the system's, the configuration's, or the address' own`() throws {
        var pmon = PmonSettings()
        #expect(try plan([]).trust == .system)
        pmon.caFile = "/etc/hostname"
        #expect(try plan([], pmon).trust == .file("/etc/hostname"))
        #expect(try plan([("ca", "/etc/hostname")], pmon).trust == .file("/etc/hostname"))
        let system = "/etc/ssl/certs/ca-certificates.crt"
        guard case .bytes(let bytes) = try plan([("ca", system)]).trust else {
            Issue.record("expected the bytes of the file")
            return
        }
        #expect(!bytes.isEmpty)
    }

    @Test func `a length that is not the body's is refused`() throws {
        let length = ("header.Content-Length", "4")
        #expect(try faults([length]) == ["header.Content-Length"])
        #expect(try faults([length, ("body", "four")]).isEmpty)
        #expect(try faults([length, ("body", "five!")]) == ["header.Content-Length"])
        #expect(try faults([("header.content-length", "0"), ("method", "PUT")]).isEmpty)
        let encoding = ("header.Transfer-Encoding", "Chunked")
        #expect(try faults([encoding]) == ["header.Transfer-Encoding"])
        #expect(try faults([encoding, ("body", "x")]).isEmpty)
    }

    @Test func `an address to connect to must be one`() throws {
        #expect(try plan([("resolve", "[::1], 127.0.0.1")]).addresses == ["::1", "127.0.0.1"])
        for text in [
            "localhost", "::1%lo", "127.0.0.1, fe80::1%eth0", "127.0.0.1,,", "127.0.0.1 x",
            "[127.0.0.1", ",", " ",
        ] {
            #expect(try faults([("resolve", text)]) == ["resolve"])
        }
    }

    @Test func `all that cannot be had is told, and is no wrong value`() throws {
        let checks = [
            ("pwd", "env:PMON_NO_SUCH_VARIABLE"), ("bearer", "file:/no/such/file"),
            ("header.X-A", "env:PMON_NO_SUCH_VARIABLE"), ("ca", "/etc/hostname"),
            ("cert", "/no/such/file"), ("key", "/proc"),
        ]
        #expect(try faults(checks) == ["pwd", "header.X-A", "bearer", "ca", "cert", "key"])
        #expect(try !probeTarget(checks: checks).hasWrongValue)
        #expect(try faults([("key", "/etc/hostname")]) == ["key", "key"])
    }

    @Test(arguments: [
        ("bearer", "a\r\nX: 1"), ("bearer", "a\0b"), ("pwd", "a\0b"),
    ])
    func `a secret that cannot be sent is a fault of its target`(key: String, value: String) throws
    {
        let faults = try probeTarget(checks: [(key, value)]).faults
        #expect(faults.count == 1)
        #expect(faults.first?.contains("a\0b") == false)
    }

    private func faults(_ pairs: [(String, String)]) throws -> [String] {
        var checks = CheckSettings()
        for (key, value) in pairs { _ = try checks.set(key, to: value, folder: "") }
        return CheckPlanner(defaults: PmonSettings()).plan(checks).faults.map(\.key)
    }
}
