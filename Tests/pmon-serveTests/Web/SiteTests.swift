// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore
import PmonCore
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

    @Test(arguments: [
        "/nothing", "/m/", "/m/0123456789abcdef", "/m/../x", "/%2e%2e/", "/static/", "/static/../x",
        "/badge/all.exe",
        "/badge/all", "/assets/0/pmon.css", "/api", "/api/v1", "/api/v1/monitors/x/y/z",
        "/api/v2/x.json", "//", "",
        "/m/<script>", "/api/v1/scans/1", "/feed.atom/x", "/incidents?key=x",
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
