// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct MailListTests {
    @Test(
        arguments: [
            ("a@b.org", ["a@b.org"]), (" a@b.org ,, c@d.org,", ["a@b.org", "c@d.org"]), ("", []),
            (#""Doe, Jane" <j@b.org>, c@d.org"#, [#""Doe, Jane" <j@b.org>"#, "c@d.org"]),
            (#""a \", b" <x@y.org>,z@y.org"#, [#""a \", b" <x@y.org>"#, "z@y.org"]),
            (
                "a@b.org (one, two (three, four)), c@d.org",
                ["a@b.org (one, two (three, four))", "c@d.org"]
            ),
            (#"a@b.org (with \), and "), c@d.org"#, [#"a@b.org (with \), and ")"#, "c@d.org"]),
            ("<a@b.org>,<c@d.org>", ["<a@b.org>", "<c@d.org>"]), ("a), b", ["a)", "b"]),
            (#""open, a@b.org"#, [#""open, a@b.org"#]),
        ] as [(String, [String])]
    )
    func `commas that belong to an address do not part it`(text: String, expected: [String]) {
        #expect(MailList.split(text) == expected)
    }
}
