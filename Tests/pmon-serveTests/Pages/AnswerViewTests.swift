// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_serve

struct AnswerViewTests {
    private func record(_ response: JSONObject) -> Record {
        var record = Record()
        record[.response] = .object(response)
        return record
    }

    @Test func `the answer stands there as text, its headers folded`() {
        let html = AnswerView.section(
            record([
                "headers": .strings(["Server: <x>"]), "body": .string("<b>\nno"),
                "truncated": .bool(true),
            ])
        )
        .text
        #expect(html.contains("<h2>What the server answered</h2>"))
        #expect(html.contains("&lt;b&gt;\nno"))
        #expect(html.contains("<summary>1 header</summary>"))
        #expect(html.contains("Server: &lt;x&gt;"))
        #expect(html.contains("keep.size"))
    }

    @Test func `without an answer there is nothing, without a body that is said`() {
        #expect(AnswerView.section(Record()).text == "")
        #expect(AnswerView.section(record(["headers": .strings([])])).text.contains("No body."))
    }
}
