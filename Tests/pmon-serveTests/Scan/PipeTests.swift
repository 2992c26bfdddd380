// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_serve

struct PipeTests {
    @Test func `what was written is drained, and the end is seen`() throws {
        let pipe = try #require(Pipe())
        #expect(pipe.read >= 10 && pipe.write >= 10)
        _ = write(pipe.write, "abc", 3)
        var got: [UInt8] = []
        pipe.drain { got += $0 }
        #expect(got == Array("abc".utf8))
        #expect(!pipe.isAtEnd)
        pipe.closeWrite()
        pipe.drain { got += $0 }
        #expect(pipe.isAtEnd)
    }

    @Test func `the tail keeps the last line of a long text`() {
        var tail = TextTail()
        for index in 0..<2000 { tail.append(Array("line \(index)\n".utf8)[...]) }
        tail.append(Array("\n  \n".utf8)[...])
        #expect(tail.lastLine == "line 1999")
    }

    @Test func `a first line in pieces still tells how many are announced`() {
        var counter = RecordCounter()
        counter.append(Array("{\"url\":\"x\",\"o".utf8)[...])
        counter.append(Array("f\": 12}\n{}".utf8)[...])
        #expect(counter.announced == 12)
        #expect(counter.count == 1)
    }
}
