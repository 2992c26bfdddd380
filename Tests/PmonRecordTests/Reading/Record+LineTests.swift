// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

struct RecordLineParsingTests {
    @Test func `a line comes back byte by byte`() throws {
        let line = Array(#"{"url":"http://h/","x":[1.50,null],"result":"SUCCESS"}"#.utf8)
        let record = try Record(line: line)
        #expect(record.url == "http://h/")
        #expect(record.result == .success)
        #expect(record.line() == line)
    }

    @Test(arguments: ["[]", "1", "{", #"{"a":1,"a":1}"#])
    func `what is no object is no record`(line: String) {
        #expect(throws: JSONError.self) { try Record(line: Array(line.utf8)) }
    }
}
