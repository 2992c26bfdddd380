// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText
import Testing

@testable import pmon_probe

struct StepTextTests {
    private let values = ["token": CapturedValue(secret: Secret("T"), reason: .json)]

    private func filled(_ text: String) -> String {
        StepText(text, names: ["token"]).filled(with: values) { value, isPlain in
            isPlain ? "+" : value.secret.reveal()
        }
    }

    @Test(arguments: [
        ("{token}", "T"), ("a{token}b{Token}", "aTbT"), ("{+token}", "+"),
        (#"\{token}"#, "{token}"),
        (#"a\\{token}"#, #"a\{token}"#), ("{{token}}", "{T}"), (#"{"a":"{token}"}"#, #"{"a":"T"}"#),
        ("{other}", "{other}"), ("{ token }", "{ token }"), ("{token", "{token"), ("{}", "{}"),
        ("{1}{a b}", "{1}{a b}"),
        ("query {me {id}}", "query {me {id}}"), ("", ""), ("{{{token}", "{{T"),
        (#"\{other}"#, "{other}"),
    ])
    func `placeholders of known names alone stand for values`(text: String, result: String) {
        #expect(filled(text) == result)
        #expect(StepText(text, names: ["token"]).isTemplate == (text != result))
    }

    @Test func `unknown names are told, as written`() {
        let text = StepText(#"{Tokn} {token} \{x} {+y} {"a":{1}}"#, names: ["token"])
        #expect(text.unknown == ["Tokn", "y"])
        #expect(text.names == ["token"])
    }

    @Test(arguments: ["a\r\nX: b", "a\nb", "a\0", "\u{7F}"])
    func `a line end is refused where it would begin another line`(value: String) {
        let text = StepText("X: {token}", names: ["token"])
        let values = ["token": CapturedValue(secret: Secret(value), reason: .header)]
        let problem = #expect(throws: StepProblem.self) {
            try text.filled(with: values, for: "header X") { $0 < 0x20 || $0 == 0x7F }
        }
        #expect(problem?.reason == .header)
        #expect(problem?.sentence.contains("captured token cannot be sent in header X") == true)
        #expect(problem?.sentence.contains(value) == false)
    }
}
