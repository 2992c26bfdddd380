// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct CaptureSettingTests {
    @Test(arguments: [
        ("json access_token", "json access_token"), ("JSON  data.0.id", "json data.0.id"),
        ("header Location", "header Location"),
        (#"body name="csrf" value="*""#, #"body name="csrf" value="*""#),
        ("body *", "body *"), ("body token=*", "body token=*"),
    ])
    func `a value is found in JSON, in a header or between two texts`(
        text: String,
        read: String
    ) throws {
        let setting = try CaptureSetting(name: "Token", text: text)
        #expect(setting.name == "token")
        let words =
            switch setting.source {
            case .json(let path): "json \(path.text)"
            case .header(let name): "header \(name)"
            case .body(let before, let after): "body \(before)*\(after)"
            }
        #expect(words == read)
    }

    @Test(arguments: [
        "", "json", "json a..b", "header", "header two words", "body", "body no star",
        "body two * stars *", "cookie sid", "jsonpath a",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: SettingProblem.self) { try CaptureSetting(name: "a", text: text) }
    }

    @Test(arguments: ["", "1a", "a b", "a.b", "ä", "-a", String(repeating: "a", count: 65)])
    func `a name is a word`(name: String) {
        #expect(throws: SettingProblem.self) { try CaptureSetting(name: name, text: "json a") }
        #expect(!CaptureSetting.isName(name))
    }
}
