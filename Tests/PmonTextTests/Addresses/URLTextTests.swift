// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct URLTextTests {
    @Test(arguments: [
        ("https://user:pw@host/", "https://user:***@host/"),
        ("HTTP://user:pw@host:8080/a?b#c", "HTTP://user:***@host:8080/a?b#c"),
        ("ssh://root:pw@host", "ssh://root:***@host"), ("http://:pw@host/", "http://:***@host/"),
        ("http://user:pw@[::1]:80/", "http://user:***@[::1]:80/"),
        ("http://u:p:q@host/", "http://u:***@host/"), ("http://u:p@q@host/", "http://u:***@host/"),
        ("http://u:p%40@host/a@b", "http://u:***@host/a@b"),
        ("user:pw@host/path", "user:***@host/path"),
        ("http://u:p@host?q=a:b@c", "http://u:***@host?q=a:b@c"),
        ("http://ü:ß@höst/", "http://ü:***@höst/"),
        // Malformed, but shown in messages: masked on suspicion.
        ("http:/user:pw@host/", "http:/user:***@host/"),
        ("http:///user:pw@host/", "http:///user:***@host/"),
        (" http://user:pw@host/", " http://user:***@host/"),
        ("http:\\\\user:pw@host/", "http:\\\\user:***@host/"),
        ("http://user:p/w@host/", "http://user:***@host/"),
        ("http://user:p#w@host/", "http://user:***@host/"),
        ("http://user:?w@host/", "http://user:***@host/"), ("user:/w@host/", "user:***@host/"),
        ("http://u:pw@host with space/", "http://u:***@host with space/"),
    ])
    func `the password of an address is masked`(address: String, redacted: String) {
        #expect(URLText.redacted(address) == redacted)
        #expect(URLText.redacted(redacted) == redacted)
    }

    @Test(arguments: [
        "", "host", "host:8080", "host:8080/a@b", "http://host/", "http://host:80/a:b@c",
        "http://host/?q=u:p@h",
        "http://user@host/", "http://user:@host/", "http://[::1]/a@b", "http://[::1]:80/a:b@c",
        "http://[fe80::1%25eth0]/x", "http://host/#a:b@c", "://", "http://", "@", ":@",
        "http://@host/",
    ])
    func `an address without password stays as it is`(address: String) {
        #expect(URLText.redacted(address) == address)
    }

    @Test(arguments: [
        ("Unexpected argument 'https://u:pw@host/'", "Unexpected argument 'https://u:***@host/'"),
        ("from http://a:b@c to\nhttp://d:e@f", "from http://a:***@c to\nhttp://d:***@f"),
        ("at 12:30 nothing", "at 12:30 nothing"), ("", ""),
    ])
    func `addresses within a text are masked`(text: String, redacted: String) {
        #expect(URLText.redacted(inText: text) == redacted)
    }

    @Test(arguments: [
        ("http://host", "http"), ("SSH://host", "ssh"), ("a+b-c.1://x", "a+b-c.1"), ("://x", nil),
        ("host:80", nil),
        ("host/http://x", nil), ("http:/x", nil), ("", nil), ("ht tp://x", nil),
    ])
    func `the scheme is what stands in front of two slashes`(address: String, scheme: String?) {
        #expect(URLText.scheme(address) == scheme)
    }

    @Test(arguments: [
        ("http://host/a//b", "host"), ("https://u:***@host:8443?x@y", "host"),
        ("host:80/a", "host"),
        ("tcp://[::1]:5432", "[::1]"), ("http://[::1]/", "[::1]"), ("ping://10.0.0.1", "10.0.0.1"),
        ("host/a//b", "host"), ("http://a@b@host#c", "host"), ("ssh://ops@host:22", "host"),
        ("http://host:/", "host"), ("http://", ""), ("", ""),
    ])
    func `the host is what the authority names`(address: String, host: String) {
        #expect(String(decoding: URLText.host(Array(address.utf8)), as: UTF8.self) == host)
    }
}
