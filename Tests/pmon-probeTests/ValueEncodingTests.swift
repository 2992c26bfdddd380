// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_probe

struct ValueEncodingTests {
    /// As RFC 6570 section 3.2 has them, and more.
    @Test(arguments: [
        ("value", "value", "value"), ("Hello World!", "Hello%20World%21", "Hello%20World!"),
        ("/foo/bar", "%2Ffoo%2Fbar", "/foo/bar"), ("50%", "50%25", "50%25"),
        ("a%41%4", "a%2541%254", "a%41%254"),
        ("a\r\nb\0", "a%0D%0Ab%00", "a%0D%0Ab%00"), ("ä", "%C3%A4", "%C3%A4"),
        ("-._~", "-._~", "-._~"),
        ("a&b=c+d?#", "a%26b%3Dc%2Bd%3F%23", "a&b=c+d?#"),
        ("\\\"<>{}|^`", "%5C%22%3C%3E%7B%7D%7C%5E%60", "%5C%22%3C%3E%7B%7D%7C%5E%60"),
    ])
    func `addresses take values as RFC 6570 says`(value: String, percent: String, reserved: String)
    {
        #expect(ValueEncoding.percent.encoded(value) == percent)
        #expect(ValueEncoding.reserved.encoded(value) == reserved)
    }

    @Test(arguments: ["plain", "a\"b\\c", "line\r\nend\0\u{1B}", "ä😀\u{2028}", "</script>"])
    func `a JSON string with a value reads as the value`(value: String) throws {
        let text = "\"\(ValueEncoding.json.encoded(value))\""
        #expect(try JSONParser.parse(Array(text.utf8)).string == value)
        #expect(ValueEncoding.plain.encoded(value) == value)
    }

    @Test func `XML takes references`() {
        #expect(ValueEncoding.xml.encoded("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&apos;")
    }

    @Test(
        arguments: [
            (nil, "a={x}", .percent), (nil, "{x}", .percent), (nil, #" {"a":"{x}"}"#, .json),
            (nil, "[{x}]", .json),
            ("application/x-www-form-urlencoded; charset=utf-8", #"{"a":1}"#, .percent),
            ("Application/JSON", "{x}", .json), ("application/vnd.api+json", "{x}", .json),
            ("text/xml", "{x}", .xml),
            ("application/soap+xml;charset=utf-8", "{x}", .xml),
            ("text/plain", #"{"a":1}"#, .plain),
        ] as [(String?, String, ValueEncoding)]
    )
    func `a body takes values as its type says`(
        type: String?,
        body: String,
        encoding: ValueEncoding
    ) {
        let text = StepText(body, names: ["x"])
        #expect(ValueEncoding(body: text, contentType: type) == encoding)
    }
}
