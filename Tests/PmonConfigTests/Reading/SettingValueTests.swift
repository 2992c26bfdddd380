// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct SettingValueTests {
    @Test(arguments: [
        ("/status", "/status"), ("/status/", "/status"), ("/a/b-1", "/a/b-1"), ("/", ""),
        ("none", ""), ("", ""),
    ])
    func `a path of an address has no slash at its end`(text: String, path: String) throws {
        #expect(try SettingValue.webPath(text) == path)
    }

    @Test(arguments: [
        "status", "//", "/a//b", "/a/../b", "/.", "/a b", "/a\"b", "/a?b", "/%61", "/é", "/m",
        "/api/x",
        "http://a/",
    ])
    func `what a proxy cannot tell from the page's own addresses is none`(text: String) {
        #expect(throws: SettingProblem.self) { try SettingValue.webPath(text) }
    }

    @Test(arguments: [
        ("1", true), ("Yes", true), ("TRUE", true), ("on", true), ("0", false), ("no", false),
        ("False", false), ("OFF", false),
    ])
    func `truth values are those of configparser`(text: String, value: Bool) throws {
        #expect(try SettingValue.boolean(text) == value)
    }

    @Test(arguments: ["", "2", "y", "true ", "enabled"])
    func `other words are none`(text: String) {
        #expect(throws: SettingProblem(expected: "true or false", found: text)) {
            try SettingValue.boolean(text)
        }
    }

    @Test func `numbers are whole and within their range`() throws {
        #expect(try SettingValue.integer("1", 1...3) == 1)
        #expect(try SettingValue.integer("3", 1...3) == 3)
        for text in ["", "0", "4", "1.0", "1e0", "one", "99999999999999999999"] {
            #expect(throws: SettingProblem(expected: "a number from 1 to 3", found: text)) {
                try SettingValue.integer(text, 1...3)
            }
        }
    }

    @Test func `plain text is one line that is not empty`() throws {
        #expect(try SettingValue.plainText("a ü 😀") == "a ü 😀")
        for text in ["", "a\nb", "a\rb", "a\tb", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}"] {
            #expect(throws: SettingProblem.self) { try SettingValue.plainText(text) }
        }
    }

    @Test func `an empty value is none where the default is`() throws {
        #expect(try SettingValue.optionalText("") == nil)
        #expect(try SettingValue.optionalPath("", folder: "conf") == nil)
        #expect(try SettingValue.optionalPath("a", folder: "conf") == "conf/a")
        #expect(try SettingValue.optionalDuration("") == nil)
        #expect(try SettingValue.optionalDuration("None") == nil)
        #expect(try SettingValue.optionalDuration("5s") == .seconds(5))
        #expect(throws: SettingProblem.self) { try SettingValue.optionalDuration("0") }
    }

    @Test func `a list has items between commas`() throws {
        #expect(try SettingValue.list("a, b ,c,,") == ["a", "b", "c"])
        #expect(try SettingValue.list("a,\nb") == ["a", "b"])
        for text in ["", ",", " , "] {
            #expect(throws: SettingProblem.self) { try SettingValue.list(text) }
        }
    }
}
