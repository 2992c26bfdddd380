// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SSHAddressTests {
    private func parts(_ text: String) -> String? {
        SSHAddress(text).map { address in
            [
                address.scheme ?? "-", address.user ?? "-", address.password ?? "-", address.host,
                address.port.map(String.init) ?? "-",
            ].joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("ssh://db1", "ssh - - db1 -"), ("SSH://db1/", "ssh - - db1 -"),
        ("ssh://pmon@db1:2222", "ssh pmon - db1 2222"),
        ("ssh://p%40n:s%3Ac:ret@db1", "ssh p@n s:c:ret db1 -"),
        ("ssh://a@b@db1", "ssh a@b - db1 -"),
        ("https://www.example.org:8443/a?b#c", "https - - www.example.org 8443"),
        ("http://[::1]:80/x", "http - - ::1 80"),
        ("ssh://[fe80::1%25eth0]", "ssh - - fe80::1%eth0 -"),
        ("localhost/ok", "- - - localhost -"), ("localhost:8080", "- - - localhost 8080"),
        ("http://host?x://y", "http - - host -"), ("ssh://db1:", "ssh - - db1 -"),
        ("ssh://100%/", "ssh - - 100% -"),
    ])
    func `the machine is read out of the address`(text: String, expected: String) {
        #expect(parts(text) == expected)
    }

    @Test(arguments: [
        "ssh://", "http:///path", "", "ssh://db1:0", "ssh://db1:65536", "ssh://db1:x", "ssh://[::1",
        "ssh://[::1]x", "ssh://user@", "ssh://a b", "ssh://db1:+1", "ssh://a%0Ab",
        "ssh://u%00@db1", "ssh://u:p%00@db1",
    ])
    func `an address without a machine is none`(text: String) {
        #expect(parts(text) == nil)
    }
}
