// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct HTMLPartTests {
    private func html(_ records: [Record]) throws -> String {
        String(decoding: HTMLPart.render(try MailFixture.report(records)), as: UTF8.self)
    }

    @Test func `nothing is loaded from elsewhere and nothing runs`() throws {
        let html = try html([
            MailFixture.record("http://a/", .exceptionError), MailFixture.record("http://b/"),
        ])
        for part in ["<img", "<script", "<form", "<link", "@import", "url(", " on"] {
            #expect(
                !html.contains("\(part)=") && !html.contains("\(part) ") || part == " on",
                "\(part)"
            )
        }
        #expect(html.contains("<html lang=\"en\">"))
        #expect(html.contains("<meta name=\"color-scheme\" content=\"light dark\">"))
    }

    @Test(arguments: ["url", "message", "verdict", "logs", "memory", "file.system", "reason"])
    func `no field becomes markup`(field: String) throws {
        let evil = "</td><script>alert(1)</script><a href=\"x"
        let record = MailFixture.record(
            "http://a/",
            .exceptionError,
            [field: .string(field == "url" ? "http://a/\(evil)" : evil)]
        )
        let html = try html([record])
        #expect(!html.contains("<script"))
        #expect(!html.contains("href=\"x"))
        #expect(html.contains("alert(1)"))
    }

    @Test func `the state is told by word and sign, not by colour alone`() throws {
        let html = try html([
            MailFixture.record("http://a/", .exceptionError), MailFixture.record("http://b/"),
        ])
        #expect(html.contains("✖ DOWN"))
        #expect(html.contains("OK (1)"))
    }

    @Test func `all tags are closed`() throws {
        let html = try html([
            MailFixture.record(
                "http://a/",
                .exceptionError,
                ["logs": .string("x"), "ssh": .strings(["y"])]
            ),
            MailFixture.record("http://b/", .success, ["warnings": .strings(["slow"])]),
        ])
        for tag in [
            "table", "tr", "td", "b", "span", "pre", "a", "p", "h1", "body", "html", "head",
            "style", "title",
        ] {
            let opened = html.components(of: "<\(tag)>") + html.components(of: "<\(tag) ")
            #expect(opened == html.components(of: "</\(tag)>"), "\(tag)")
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
