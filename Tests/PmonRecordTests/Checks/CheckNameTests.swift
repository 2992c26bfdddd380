// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

struct CheckNameTests {
    private func name(_ record: String) -> CheckName {
        Array(record.utf8).withUnsafeBytes { RecordFields($0).name }
    }

    @Test func `target and place are read as text, however they are spelled`() {
        #expect(
            name(#"{"target":"url.1","place":"rome"}"#)
                == name(#"{"place":"r\u006fme","t\u0061rget":"url.\u0031"}"#)
        )
        #expect(name(#"{"target":"url.1"}"#).target == Array("url.1".utf8))
        #expect(name(#"{"target":7,"place":null}"#) == CheckName())
    }

    @Test func `missing parts come first, others by their bytes`() {
        let sorted = [
            CheckName(), CheckName(place: [0]), CheckName(target: []), CheckName(target: [65]),
            CheckName(target: [65], place: [66]), CheckName(target: [65, 65]),
            CheckName(target: [0xC3, 0x84]),
        ]
        #expect(sorted.reversed().sorted() == sorted)
    }
}
