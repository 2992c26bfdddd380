// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import pmon_probe

struct SecretMaskTests {
    @Test func `passwords, their base64, tokens and their headers are masked`() {
        let mask = SecretMask(
            logins: [("bob", Secret("s3cret")), ("joe", Secret("pr0xy")), ("ann", nil)],
            lines: ["Authorization: Bearer t0k3n", "X-Key: abc", "Empty;"]
        )
        #expect(
            mask.masked("s3cret Ym9iOnMzY3JldA== Bearer t0k3n (t0k3n) abc pr0xy")
                == "*** *** *** (***) *** ***"
        )
    }

    @Test(arguments: [
        "pa%73%73%2Fw%C3%B6rd", "PA%53S/WÖRD", #"pass\/w\u00f6rd"#, "pass&#47;w&#xF6;rd",
        "pass%252Fw%25C3%25B6rd", "cGFzcy93w7ZyZA", "eDpwYXNzL3fDtnJk", "Ym9iOnBhc3Mvd8O2cmQ=",
        "pass%2Fw%F6rd", "PASS/W%d6RD", #"pass/w\xf6rd"#, "cGFzcy939nJk", "Ym9iOnBhc3Mvd/ZyZA==",
    ])
    func `a secret is masked in any encoding`(text: String) {
        let mask = SecretMask(logins: [("bob", Secret("pass/wörd"))], lines: [])
        let masked = mask.masked("a \(text) b")
        #expect(masked.hasPrefix("a ") && masked.hasSuffix(" b") && masked.contains("***"))
        #expect(masked.utf8.count <= "a ***=== b".utf8.count + 6)
    }

    @Test(arguments: [
        "pässÿwörd", "p%E4ss%FFw%F6rd", "p\u{FFFD}ss\u{FFFD}w\u{FFFD}rd",
        "Ym9iOnDkc3P/d/ZyZA==", "cORzc/939nJk",
        "cMOkc3PDv3fDtnJk",
    ])
    func `a password that is no UTF-8 is known from its header`(text: String) {
        let mask = SecretMask(logins: [], lines: ["Authorization: Basic Ym9iOnDkc3P/d/ZyZA=="])
        #expect(mask.masked("a \(text) b").hasPrefix("a ***"))
    }

    @Test(arguments: [
        "706173732f77c3b67264", "706173732F77C3B67264", "70 61 73 73 2f 77 c3 b6 72 64",
        "70:61:73:73:2F:77:C3:B6:72:64", "70-61-73-73-2f-77-c3-b6-72-64", "f706173732f77c3b67264",
        #"\160\141\163\163\057\167\303\266\162\144"#,
        "%u0070%u0061%u0073%u0073%u002f%u0077%u00f6%u0072%u0064",
        #"\u{70}\u{61}\u{73}\u{73}\u{2f}\u{77}\u{f6}\u{72}\u{64}"#, "p\0a\0s\0s\0/\0w\0ö\0r\0d\0",
        "NzA2MTczNzMyZjc3YzNiNjcyNjQ",
        "%37%30%36%31%37%33%37%33%32%66%37%37%63%33%62%36%37%32%36%34",
    ])
    func `a secret is masked in digits of any base and between NUL`(text: String) {
        let mask = SecretMask(logins: [(nil, Secret("pass/wörd"))], lines: [])
        let masked = mask.masked("a \(text) b")
        #expect(masked.contains("***"))
        #expect(masked.utf8.count <= "a ***=== b".utf8.count + 6)
        #expect(
            mask.masked("at 2026-11-28 12:30:45 0xdeadbeef00")
                == "at 2026-11-28 12:30:45 0xdeadbeef00"
        )
    }

    @Test func `cookies, decoded logins and values of bodies are secrets each`() {
        let mask = SecretMask(
            logins: [],
            lines: ["Cookie: a=one1; b=\"two2\"", "Authorization: Basic Ym9iOnB3ZDk="],
            body: #"{"password": "th\"ree", "n": "four"}"#
        )
        #expect(mask.masked("one1 two2 pwd9 th\"ree four") == "*** *** *** *** four")
        let whole = SecretMask(logins: [], lines: [], body: "all of it")
        #expect(whole.masked("x all+of%20it y") == "x *** y")
    }

    /// `{"password": …}` as Python and JavaScript write it, in base64, also broken into lines and in base64 once more.
    @Test(arguments: [
        "eyJwYXNzd29yZCI6ICJwYVwiczwvd1x1MDBmNnJkXFxuIiwgIm4iOiAiXHUwMGU0In0=",
        "eyJwYXNz d29yZCI6\r\n\tICJwYVwi\nczwvd1x1MDBm\nNnJkXFxuIiwg\nIm4iOiAiXHUwMGU0In0=",
        "Basic:eyJwYXNzd29yZCI6ICJwYVwiczwvd1x1MDBmNnJkXFxuIn0", "cGEiczwvd8O2cmRcbg",
        "x\\nQUJDcGEi\\nczwvd8O2\\ncmRcbg==", "Y0dFaWN6d3ZkOE8yY21SY2JnPT0=",
        "%63%47Eiczwvd8O2%0A%0DcmRcbg", "cGEiczwvd8O2\u{A}  cmRcbg",
    ])
    func `a secret is masked within base64 of whatever`(text: String) {
        let secret = "pa\"s</wörd\\n"
        let mask = SecretMask(logins: [(nil, Secret(secret))], lines: [])
        let masked = mask.masked(text)
        #expect(masked.contains("***"))
        for part in ["d29yZF", "czwvd", "cmRcbg", "NnJkX", "N6d3Zk"] {
            #expect(!masked.contains(part))
        }
        #expect(
            mask.masked("An ordinary sentence of several words/lines+more")
                == "An ordinary sentence of several words/lines+more"
        )
    }

    @Test(arguments: [
        "0x53,0x33,0x63,0x72,0xC3,0xA4", "{0x53, 0x33, 0x63,\n  0x72, 0xc3, 0xa4}",
        "[83, 51, 99, 114, 195, 164]",
        "[83 51 99 114 195 164]", "[83,51,99,114,-61,-92]", "53 33 63 72 c3 a4",
        "0x5333 0x6372 0xc3a4",
        "%5B83%2C51%2C99%2C114%2C195%2C164%5D", "WzgzLCA1MSwgOTksIDExNCwgMTk1LCAxNjRd",
    ])
    func `a secret is masked within a list of its bytes`(text: String) {
        let mask = SecretMask(logins: [(nil, Secret("S3crä"))], lines: [])
        #expect(mask.masked("before \(text) after").contains("***"))
        #expect(!mask.masked(text).contains("99"))
        for plain in [
            "1, 2, 3, 4, 5, 6", "10.0.0.1:80, 2026-11-29 23:55:01", "0x01,0x02,0x03,0x04,0x05",
        ] {
            #expect(mask.masked(plain) == plain)
        }
    }

    @Test func `nothing secret, nothing masked`() {
        let mask = SecretMask(logins: [("bob", nil)], lines: [])
        #expect(mask.masked("bob says hello") == "bob says hello")
        #expect(mask.longest == 0)
    }

    /// RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base64 is that of the standard`(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
    }
}
