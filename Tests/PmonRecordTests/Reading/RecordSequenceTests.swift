// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
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

    @Test(arguments: [
        "\n{},\n{\"b\":{}}\n", "\n{\"a\":\"},\"},\n{\"b\":[1,{}]},\n{}\n", "\n{}\n", "",
        " {\"a\":\n1},\n{\"b\":2}\n", "\n{\"a\":\n1}, {\"b\":2}\n", "\n{\"a\":\n1},\n{\"b\":2} ",
        "\r{\"a\":\n1}\n",
    ])
    func `lines of a canonical list are its records, and only such a list is one`(body: String)
        throws
    {
        let text = Array("{\"x\": [\(body)]}".utf8)
        try text.withUnsafeBytes { bytes in
            let list = try HistoryScanner.scan(bytes)[0]
            #expect(
                list.isCanonical == (body.isEmpty || body.hasPrefix("\n{") && !body.contains("\n1"))
            )
            let range = UnsafeRawBufferPointer(rebasing: bytes[list.body])
            var quick = RecordSequence(range, isCanonical: list.isCanonical)
            var careful = RecordSequence(range)
            while let record = careful.next() {
                #expect(quick.next().map { Array($0) } == Array(record))
            }
            #expect(quick.next() == nil)
        }
    }
}
