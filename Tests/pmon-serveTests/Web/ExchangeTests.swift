// SPDX-License-Identifier: MIT

import HTTPTypes
import Testing

@testable import pmon_serve

/// Who may force a scan: hosts, origins, tokens, places.
struct ExchangeTests {
    let folder = TestFolder()

    private func site(_ ini: String = "") throws -> Site {
        Site(settings: try Fixture.settings(folder, "scan.command = true\nscan.pause = 1h\n" + ini))
    }

    private func form(
        _ site: Site,
        _ fields: HTTPFields = [:],
        token: String? = nil,
        remote: String = "127.0.0.1"
    )
        async -> Int
    {
        let body = "token=\(token ?? site.token)"
        let request = WebRequest(
            method: .post,
            target: "/scan",
            fields: fields,
            authority: "localhost:8080",
            remote: remote,
            body: Array(body.utf8)
        )
        return await site.answer(request).status.code
    }

    @Test func `a form of this page starts a scan, and the next one must wait`() async throws {
        let site = try site()
        #expect(
            await form(site, [.origin: "http://localhost:8080", .secFetchSite: "same-origin"])
                == 303
        )
        while site.scans.latest?.isRunning ?? false { await Task.yield() }
        let request = WebRequest(
            method: .post,
            target: "/scan",
            body: Array("token=\(site.token)".utf8)
        )
        let reply = await site.answer(request)
        #expect(reply.status.code == 429)
        #expect((reply.fields[.retryAfter].flatMap { Int($0) } ?? 0) > 3000)
    }

    @Test(arguments: [
        ["Origin": "http://evil.example"], ["Origin": "null"], ["Origin": "http://localhost:8081"],
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Origin": "http://localhost:8080", "Sec-Fetch-Site": "cross-site"],
    ])
    func `a foreign page cannot start one, even with the token`(fields: [String: String])
        async throws
    {
        var given = HTTPFields()
        for (name, value) in fields { given[try #require(HTTPField.Name(name))] = value }
        let site = try site()
        #expect(await form(site, given) == 403)
        #expect(site.scans.latest == nil)
    }

    @Test(arguments: ["", "x", "00000000000000000000000000000000"])
    func `without the token nothing starts`(token: String) async throws {
        #expect(await form(try site(), token: token) == 403)
    }

    @Test(arguments: ["10.0.0.7", "::ffff:10.0.0.7", "fe80::1"])
    func `from elsewhere it needs a password`(remote: String) async throws {
        #expect(await form(try site(), remote: remote) == 403)
        let site = try site("http.user = ops\nhttp.pwd = secret\n")
        let credentials: HTTPFields = [.authorization: "Basic b3BzOnNlY3JldA=="]
        #expect(await form(site, credentials, remote: remote) == 303)
    }

    @Test func `behind a proxy everyone is from elsewhere`() async throws {
        #expect(await form(try site(), [.xForwardedFor: "127.0.0.1"]) == 403)
        #expect(await form(try site(), [.forwarded: "for=127.0.0.1"]) == 403)
    }

    @Test func `GET changes nothing`() async throws {
        let site = try site()
        for path in ["/scan", "/api/v1/scans", "/scan/mail"] {
            let reply = await site.answer(WebRequest(target: path))
            #expect(reply.status.code == 405)
            #expect(reply.fields[.allow] == "POST")
        }
        #expect(site.scans.latest == nil)
    }

    private func api(_ site: Site, _ fields: HTTPFields, _ body: String) async -> Reply {
        await site.answer(
            WebRequest(
                method: .post,
                target: "/api/v1/scans",
                fields: fields,
                authority: "localhost:8080",
                body: Array(body.utf8)
            )
        )
    }

    @Test func `a script starts one with JSON, and a second joins it`() async throws {
        let site = Site(
            settings: try Fixture.settings(
                folder,
                "scan.command = until test -e out; do sleep 0.02; done\n"
            )
        )
        let json: HTTPFields = [.contentType: "application/json; charset=utf-8"]
        let first = await api(site, json, "{\"notify\": false}")
        let second = await api(site, json, "")
        #expect(first.status.code == 202 && second.status.code == 202)
        #expect(first.fields[.location] == second.fields[.location])
        let location = try #require(first.fields[.location])
        #expect(await site.answer(WebRequest(target: location)).status.code == 200)
        try folder.write("out", "")
    }

    @Test func `what is no such request is refused`() async throws {
        let site = try site()
        #expect(await api(site, [.contentType: "text/plain"], "{}").status.code == 403)
        #expect(await api(site, [:], "{}").status.code == 403)
        #expect(
            await api(
                site,
                [.contentType: "application/json", .origin: "http://evil.example"],
                "{}"
            ).status.code == 403
        )
        let json: HTTPFields = [.contentType: "application/json"]
        #expect(await api(site, json, "{").status.code == 400)
        #expect(await api(site, json, "[]").status.code == 400)
        #expect(await api(site, json, "{\"notify\": true}").status.code == 409)
        #expect(site.scans.latest == nil)
    }
}
