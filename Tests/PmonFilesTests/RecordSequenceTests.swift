// SPDX-License-Identifier: MIT

import PmonFiles
import Testing

struct RecordSequenceTests {
    @Test(arguments: [
        ("", []), ("\n", []), (#"{"a":1}"#, [#"{"a":1}"#]),
        ("\n{},\n{\"b\":{}}\n", ["{}", #"{"b":{}}"#]),
        (" {} , {} ", ["{}", "{}"]),
    ])
    func `records come one by one`(body: String, records: [String]) {
        Array(body.utf8).withUnsafeBytes { bytes in
            var sequence = RecordSequence(bytes)
            var seen: [String] = []
            while let record = sequence.next() {
                seen.append(String(decoding: record, as: UTF8.self))
            }
            #expect(seen == records)
        }
    }
}
