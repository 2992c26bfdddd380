// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct TextTailTests {
    @Test func `the tail keeps the last line of a long text`() {
        var tail = TextTail()
        for index in 0..<2000 { Array("line \(index)\n".utf8).withUnsafeBytes { tail.append($0) } }
        Array("\n  \n".utf8).withUnsafeBytes { tail.append($0) }
        #expect(tail.lastLine == "line 1999")
    }

    @Test func `a first line in pieces still tells how many are announced`() {
        var counter = RecordCounter()
        Array("{\"url\":\"x\",\"o".utf8).withUnsafeBytes { counter.append($0) }
        Array("f\": 12}\n{}".utf8).withUnsafeBytes { counter.append($0) }
        #expect(counter.announced == 12)
        #expect(counter.count == 1)
    }
}
