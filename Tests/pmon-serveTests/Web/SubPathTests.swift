// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct SubPathTests {
    let path = SubPath("/status")

    @Test(arguments: [
        ("/status", "/"), ("/status/", "/"), ("/status/m/1", "/m/1"), ("/m/1", "/m/1"), ("/", "/"),
        ("/status.txt", "/status.txt"), ("/statuspage", "/statuspage"),
    ])
    func `a request is the same with and without it`(given: String, inner: String) {
        #expect(path.inner(given) == inner)
        #expect(SubPath().inner(given) == given)
    }

    @Test func `addresses of this server get it, others do not`() {
        #expect(path.outer("/") == "/status/")
        #expect(path.outer("//evil.example/") == "//evil.example/")
        #expect(path.outer("http://a.example/") == "http://a.example/")
        #expect(SubPath().outer("/x") == "/x")
    }

    @Test func `links of markup get it, text does not`() {
        let text = "<a href=\"/evil\">"
        let html: HTML = """
            <a href="/m/1">\(text)</a><img src="/b.svg"><form action="/"><button formaction="/s"></form>\
            <a href="https://a.example/">/</a><a href="#x"></a><label aria-keyshortcuts="/"></label>
            """
        #expect(
            path.applied(to: html).text == """
                <a href="/status/m/1">&lt;a href=&quot;/evil&quot;&gt;</a><img src="/status/b.svg">\
                <form action="/status/"><button formaction="/status/s"></form>\
                <a href="https://a.example/">/</a><a href="#x"></a><label aria-keyshortcuts="/"></label>
                """
        )
        #expect(SubPath().applied(to: html).text == html.text)
    }
}
