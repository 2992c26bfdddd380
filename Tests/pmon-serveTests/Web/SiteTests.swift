// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore
import Testing

@testable import pmon_serve

struct SiteTests {
    let folder = TestFolder()

    private func site(_ ini: String = "") throws -> Site {
        _ = try Fixture.mixed(folder)
        return Site(settings: try Fixture.settings(folder, "scan.command = true\n" + ini))
    }

    private func status(_ site: Site, _ request: WebRequest) async -> Int {
        await site.answer(request).status.code
    }

    @Test(arguments: [
        "/", "/healthz", "/metrics", "/status.txt", "/feed.atom", "/help", "/api/v1/status",
        "/api/v1/monitors",
        "/api/v1/incidents", "/incidents", "/api/v2/summary.json", "/badge/all.svg",
        "/badge/all.json", "/readyz",
    ])
    func `every address answers its own host and no other`(path: String) async throws {
        let site = try site()
        #expect(await status(site, WebRequest(target: path)) == 200)
        #expect(await status(site, WebRequest(target: path, authority: "evil.example")) == 421)
        #expect(await status(site, WebRequest(method: .post, target: path)) == 405)
    }

    @Test func `a request names its host, in whatever version of HTTP`() async throws {
        let site = try site()
        #expect(await status(site, WebRequest(target: "/healthz", authority: nil)) == 400)
        #expect(await status(site, WebRequest(target: "/healthz", authority: "")) == 421)
        #expect(await status(site, WebRequest(target: "/healthz", authority: ":80")) == 421)
    }

    @Test(arguments: [
        "/api/v1/monitors?state=bogus", "/api/v1/monitors?sort=bogus", "/api/v1/monitors?bars=1",
        "/api/v1/monitors?limit=-1", "/api/v1/monitors?limit=0", "/api/v1/monitors?limit=10001",
        "/api/v1/monitors?cursor=x", "/api/v1/monitors?cursor=-1", "/api/v1/incidents?open=yes",
        "/api/v1/incidents?before=yesterday", "/api/v1/monitors/KEY/history?max=0",
        "/api/v1/monitors/KEY/history?last=x", "/api/v1/monitors/KEY/history?days=-1",
        "/api/v1/monitors/KEY/history?from=x", "/api/v1/monitors/KEY/history?from=2&to=1",
    ])
    func `the API refuses a value that it does not know, the page takes it for none`(path: String)
        async throws
    {
        let site = try site()
        let key = try #require(site.model.snapshot.monitors.first).key
        let path = path.replacing("KEY", with: key)
        let reply = await site.answer(WebRequest(target: path))
        #expect(reply.status.code == 400)
        #expect(reply.entity?.type == "application/problem+json")
        let query = path.split(separator: "?")[1]
        for page in ["/", "/incidents", "/m/\(key)"] {
            let request = WebRequest(target: "\(page)?\(query)", fields: [.accept: "text/html"])
            #expect(await status(site, request) == 200)
        }
    }

    @Test(arguments: [
        "/api/v1/monitors?state=&sort=&limit=&cursor=&q=", "/api/v1/incidents?open=0&before=&key=",
        "/api/v1/monitors?unknown=1",
    ])
    func `an empty value counts as none, an unknown name as nothing`(path: String) async throws {
        #expect(await status(try site(), WebRequest(target: path)) == 200)
    }

    @Test func `a browser reads what went wrong on a page, a script as a problem`() async throws {
        let site = try site()
        let browser: HTTPFields = [.accept: "text/html"]
        let page = await site.answer(WebRequest(target: "/nothing", fields: browser))
        #expect(page.status.code == 404 && page.entity?.type == "text/html; charset=utf-8")
        let form = WebRequest(method: .post, target: "/scan", fields: browser)
        #expect(await site.answer(form).entity?.type == "text/html; charset=utf-8")
        for path in ["/nothing", "/api/v1/nothing", "/badge/x.svg"] {
            let fields: HTTPFields = path == "/nothing" ? [:] : browser
            let reply = await site.answer(WebRequest(target: path, fields: fields))
            #expect(reply.status.code == 404 && reply.entity?.type == "application/problem+json")
        }
    }

    @Test func `links that leave the page go to the address of the visitor`() async throws {
        let site = try site("http.host = status.example.org\n")
        func body(_ path: String, _ fields: HTTPFields) async -> String {
            var fields = fields
            fields[.accept] = "text/html"
            let request = WebRequest(target: path, fields: fields, authority: "status.example.org")
            return await site.answer(request).entity.map { String(buffer: $0.plain) } ?? ""
        }
        let secure: HTTPFields = [.xForwardedProto: "https"]
        for path in ["/", "/feed.atom", "/api/v2/summary.json"] {
            #expect(await body(path, secure).contains("https://status.example.org"))
            let plain = await body(path, [:])
            #expect(!plain.contains("https://") && plain.contains("http://status.example.org"))
        }
    }

    @Test func `the page is made ready as the last visitor saw it`() async throws {
        let site = try site()
        let fields: HTTPFields = [.accept: "text/html", .cookie: "theme=dark"]
        let request = WebRequest(fields: fields, authority: "127.0.0.1:8080")
        let first = await site.answer(request)
        site.reload(try Fixture.settings(folder))
        site.prepare()
        let second = await site.answer(request)
        #expect(second.entity !== first.entity)
        #expect(await site.answer(request).entity === second.entity)
    }

    @Test(arguments: [
        "/nothing", "/m/", "/m/0123456789abcdef", "/m/../x", "/%2e%2e/", "/static/", "/static/../x",
        "/badge/all.exe",
        "/badge/all", "/assets/0/pmon.css", "/api", "/api/v1", "/api/v1/monitors/x/y/z",
        "/api/v2/x.json", "//", "",
        "/m/<script>", "/api/v1/scans/1", "/feed.atom/x", "/incidents?key=x",
        "/api/v1/incidents?key=x",
        "/m/0123456789abcdef/evidence.txt",
    ])
    func `anything else is not there`(path: String) async throws {
        #expect(await status(try site(), WebRequest(target: path)) == 404)
    }

    @Test func `with authentication all but the sign of life asks for it`() async throws {
        let site = try site("http.user = ops\nhttp.pwd = secret\n")
        #expect(await status(site, WebRequest(target: "/")) == 401)
        #expect(await status(site, WebRequest(target: "/nothing")) == 401)
        #expect(await status(site, WebRequest(target: "/healthz")) == 200)
        let known = WebRequest(fields: [.authorization: "Basic b3BzOnNlY3JldA=="])
        #expect(await status(site, known) == 200)
    }

    @Test func `a browser gets the page, a script the older pmon's JSON`() async throws {
        let site = try site()
        let json = await site.answer(WebRequest(fields: [.accept: "*/*"]))
        #expect(json.entity?.type == "application/json")
        #expect(
            json.entity.map { String(buffer: $0.plain) }?.hasPrefix(
                #"{"id":"test","data":{"http://a.example.org/":{"#
            ) == true
        )
        let page = await site.answer(WebRequest(fields: [.accept: "text/html"]))
        #expect(page.entity?.type == "text/html; charset=utf-8")
        let again = await site.answer(WebRequest(fields: [.accept: "text/html"]))
        #expect(again.entity === page.entity)
    }

    @Test func `a new configuration is in force at once`() async throws {
        let site = try site()
        #expect(await status(site, WebRequest(authority: "status.example.org")) == 421)
        site.reload(try Fixture.settings(folder, "http.host = status.example.org\n"))
        #expect(await status(site, WebRequest(authority: "status.example.org")) == 200)
    }

    @Test func `damage and silence make it not ready`() async throws {
        let site = try site("every = 1m\n")
        #expect(await status(site, WebRequest(target: "/readyz")) == 503)
        let text = await site.answer(WebRequest(target: "/status.txt"))
        #expect(text.entity.map { String(buffer: $0.plain) } == "stale\n")
        try folder.write("current.json", "{")
        let settings = try Fixture.settings(folder)
        site.reload(settings)
        #expect(await status(site, WebRequest(target: "/readyz")) == 503)
    }
}
