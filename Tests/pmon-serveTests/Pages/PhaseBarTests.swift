// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_serve

struct PhaseBarTests {
    private func bar(_ record: String, url: String = "https://a/") throws -> String? {
        let value = try JSONParser.parse(Array(record.utf8))
        return PhaseBar.html(Record(members: try #require(value.object)), url: url)?.text
    }

    @Test func `the bar says where a check ended, and what was not reached`() throws {
        let text = try #require(
            try bar(#"{"reason":"timeout","timing":{"dns":3,"connect":12,"total":5000}}"#)
        )
        #expect(text.contains("✖ ended here: TLS <b>4985 ms</b>"))
        #expect(text.contains("not reached: first byte, receive"))
        #expect(
            text.contains(
                "aria-label=\"The check ended in: TLS. name lookup 3.0 ms, connect 12 ms\""
            )
        )
    }

    @Test func `of a handshake that failed the connection is not known apart`() throws {
        let text = try #require(
            try bar(#"{"reason":"certificate","timing":{"dns":3,"total":50}}"#)
        )
        #expect(text.contains("✖ ended here: TLS, with connect <b>47 ms</b>"))
    }

    @Test func `without TLS nobody misses it`() throws {
        let text = try #require(
            try bar(#"{"reason":"refused","timing":{"dns":3,"total":5}}"#, url: "http://a/")
        )
        #expect(text.contains("not reached: first byte, receive") && !text.contains("TLS"))
    }

    @Test func `a record without times has none`() throws {
        #expect(try bar(#"{"reason":"timeout"}"#) == nil)
        #expect(try bar(#"{"timing":{"total":5}}"#) == nil)
    }
}
