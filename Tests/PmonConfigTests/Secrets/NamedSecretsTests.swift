// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct NamedSecretsTests {
    @Test(arguments: [
        ("user=a&password=b%20c&x=1", ["b%20c"]), (#"{"api_key": "x\"y", "n": 1}"#, [#"x\"y"#]),
        ("{'Token':'t'}", ["t"]), ("<login><secret>s t</secret></login>", ["s t"]),
        ("session: 12\nname: b", ["12"]), ("hello world", []), ("password", []), ("token=", []),
        ("PWD=1;Passphrase=2", ["1", "2"]), (#"{"auth": {"secret": 5}}"#, ["{", "5"]),
    ])
    func `values whose names say so`(text: String, values: [String]) {
        #expect(NamedSecrets.values(in: text) == values)
    }
}
