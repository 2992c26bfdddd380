// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_store

struct BroughtChecksTests {
    private func facts(_ text: String) -> RecordFacts {
        Array(text.utf8).withUnsafeBytes { RecordFacts($0) }
    }

    @Test func `a check counts with its address, target and place`() {
        let brought = BroughtChecks()
        #expect(brought.isEmpty)
        let record = facts(#"{"target":"url.1","place":"x"}"#)
        brought.note(URLKey("a"))
        brought.note(record, of: URLKey("a"))
        brought.note(record, of: URLKey("b"))
        #expect(brought.contains(facts(#"{"place":"x","target":"url.1"}"#), of: URLKey("a")))
        for other in [#"{"target":"url.1"}"#, #"{"target":"x","place":"url.1"}"#, "{}"] {
            #expect(!brought.contains(facts(other), of: URLKey("a")))
        }
        // The journal may hold records of another process.
        #expect(!brought.contains(record, of: URLKey("b")))
    }
}
