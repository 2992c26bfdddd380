// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct CheckIndexTests {
    private func fields(_ text: String, _ body: (RecordFields) -> Void) {
        Array(text.utf8).withUnsafeBytes { body(RecordFields($0)) }
    }

    @Test func `a check is found by its target and place, also the second time`() {
        var index = CheckIndex()
        index.insert(CheckName(target: [97]), at: 1)
        index.insert(CheckName(target: [97], place: [98]), at: 2)
        for _ in 1...3 {
            fields(#"{"target":"a"}"#) { #expect(index.index(of: $0) == 1) }
            fields(#"{"place":"b","target":"\u0061"}"#) { #expect(index.index(of: $0) == 2) }
            fields(#"{"target":"b"}"#) { #expect(index.index(of: $0) == nil) }
            fields(#"{}"#) { #expect(index.index(of: $0) == nil) }
        }
        index.remove(CheckName(target: [97]))
        fields(#"{"target":"a"}"#) { #expect(index.index(of: $0) == nil) }
    }

    @Test func `where a check has no target, one with a target is not found`() {
        var index = CheckIndex()
        index.insert(CheckName(), at: 0)
        index.insert(CheckName(target: [97]), at: 1)
        fields(#"{"target":"a"}"#) { #expect(index.index(of: $0) == nil) }
        fields(#"{}"#) { #expect(index.index(of: $0) == 0) }
        #expect(index.unnamed == [CheckName()])
    }
}
