// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct MediaTypeTests {
    @Test(arguments: [
        ("text/html; charset=utf-8", "utf-8" as String?), ("a/b;x=y; CHARSET = \"K8\"", "K8"),
        ("text/html", nil), ("charset=x", nil), ("a/b; charset='koi8-r'", "koi8-r"),
        ("a/b; title=\"; charset=utf-7\"; charset=latin1", "latin1"),
        ("a/b; title=\"a\\\"; charset=x\"", nil), ("a/b; q; charset=x;y", "x"),
        ("a/b; charset=\"x", "x"), ("a/b; charset", nil), ("a/b; charset=", ""),
        ("a/b; charset=\"a\\b\"; charset=c", "ab"), ("a/b;;;charset=x", "x"),
    ])
    func `the charset of a content type`(value: String, charset: String?) {
        #expect(MediaType.charset(of: value) == charset)
    }
}
