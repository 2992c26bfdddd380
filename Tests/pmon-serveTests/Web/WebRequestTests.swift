// SPDX-License-Identifier: MIT

import HTTPTypes
import Testing

@testable import pmon_serve

struct WebRequestTests {
    @Test(arguments: [
        ("*/*", false), ("text/html,application/xhtml+xml,*/*;q=0.8", true),
        ("application/json", false),
        ("TEXT/HTML", true), ("", false), ("text/html;q=0, */*", false), ("text/htmlx", false),
        ("application/json, text/html;q=0.5", false), ("application/json;q=0.5,text/html", true),
        ("application/json, text/plain, */*", false), ("text/html;level=1;q=0.3", true),
    ])
    func `a browser asks for HTML, a script does not`(accept: String, wants: Bool) {
        #expect(WebRequest(fields: [.accept: accept]).wantsHTML == wants)
    }

    @Test(arguments: [
        ("gzip", true), ("br, gzip;q=0.5", true), ("gzip;q=0", false), ("gzip; q=0.0", false),
        ("*", true), ("deflate", false), ("gzipped", false), ("gzip;q=0.01", true),
    ])
    func `gzip is sent to who takes it`(accept: String, takes: Bool) {
        #expect(WebRequest(fields: [.acceptEncoding: accept]).takesGzip == takes)
    }

    @Test func `path and query are apart`() {
        let request = WebRequest(target: "/m/abc?range=7d?&x")
        #expect(request.path == "/m/abc")
        #expect(request.query["range"] == "7d?")
    }

    @Test func `a cookie is found among others`() {
        let request = WebRequest(fields: [.cookie: "a=1; theme=dark; xtheme=light"])
        #expect(request.cookie("theme") == "dark")
        #expect(request.cookie("none") == nil)
    }
}
