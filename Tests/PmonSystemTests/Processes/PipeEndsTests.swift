// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import PmonSystem

struct PipeEndsTests {
    @Test func `what was written is drained, and the end is seen`() throws {
        let pipe = try PipeEnds()
        try PipeEnds.makeNonBlocking(pipe.read)
        #expect(pipe.read >= 10 && pipe.write >= 10)
        #expect(fcntl(pipe.read, F_GETFD) & FD_CLOEXEC != 0)
        #expect(fcntl(pipe.write, F_GETFD) & FD_CLOEXEC != 0)
        #expect(write(pipe.write, "abc", 3) == 3)
        var got: [UInt8] = []
        #expect(pipe.drain { got += $0 })
        #expect(got == Array("abc".utf8))
        pipe.closeWrite()
        #expect(!pipe.drain { got += $0 })
        #expect(pipe.write == -1)
    }
}
