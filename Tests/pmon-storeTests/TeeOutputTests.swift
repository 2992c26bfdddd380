// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct TeeOutputTests {
    @Test func `a line comes out once it is stored`() throws {
        let pipe = try DescriptorPipe()
        let output = TeeOutput(descriptor: pipe.writeEnd)
        take("a", output)
        output.push()
        #expect(output.isHolding)
        #expect(output.waiting == -1)
        output.release()
        take("b", output)
        output.push()
        pipe.closeWriteEnd()
        #expect(try pipe.readAll() == Array("a\n".utf8))
    }

    @Test func `a reader that does not read is not waited for`() throws {
        let pipe = try DescriptorPipe()
        let output = TeeOutput(descriptor: pipe.writeEnd)
        let line = String(repeating: "x", count: 999)
        for _ in 0..<5000 { take(line, output) }
        output.release()
        output.push()
        #expect(output.waiting == pipe.writeEnd)
        #expect(output.isFull)
        #expect(output.error == nil)
    }

    @Test func `a reader that has gone is an error`() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipe = try DescriptorPipe()
        let output = TeeOutput(descriptor: pipe.writeEnd)
        pipe.closeReadEnd()
        take("a", output)
        output.release()
        output.drain()
        #expect(output.error?.status == .brokenPipe)
        #expect(output.waiting == -1)
    }

    @Test func `a file takes all at once`() throws {
        let folder = try TemporaryFolder()
        let file = open(try folder.write("out", ""), O_WRONLY)
        defer { close(file) }
        let output = TeeOutput(descriptor: file)
        for number in 0..<20_000 { take("line \(number)", output) }
        output.release()
        output.drain()
        let lines = (0..<20_000).map { "line \($0)\n" }.joined()
        #expect(try folder.text("out") == lines)
    }

    private func take(_ line: String, _ output: TeeOutput) {
        Array(line.utf8).withUnsafeBytes { output.take($0) }
    }
}
