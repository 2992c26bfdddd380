// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonSystem

struct LineWriterTests {
    @Test func `lines wait for the flush`() throws {
        let pipe = try DescriptorPipe()
        _ = fcntl(pipe.readEnd, F_SETFL, O_NONBLOCK)
        let writer = LineWriter(descriptor: pipe.writeEnd)
        try writer.write("first")
        try writer.write(line: [0xFF, 0x00])
        var byte: UInt8 = 0
        #expect(read(pipe.readEnd, &byte, 1) == -1)
        try writer.flush()
        try writer.flush()
        pipe.closeWriteEnd()
        #expect(try pipe.readAll() == Array("first\n".utf8) + [0xFF, 0x00, 0x0A])
    }

    @Test func `a full buffer does not wait`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("out", "")
        let descriptor = open(path, O_WRONLY)
        defer { close(descriptor) }
        let writer = LineWriter(descriptor: descriptor)
        try writer.write(line: [UInt8](repeating: 0x78, count: 64 * 1024 - 2))
        #expect(try folder.bytes("out").isEmpty)
        try writer.write(line: [UInt8](repeating: 0x78, count: 10))
        #expect(try folder.bytes("out").count == 64 * 1024 + 10)
    }

    @Test(arguments: [false, true])
    func `a slow reader gets every byte`(isNonBlocking: Bool) throws {
        let pipe = try DescriptorPipe()
        if isNonBlocking { _ = fcntl(pipe.writeEnd, F_SETFL, O_NONBLOCK) }
        let lines = (0..<20_000).map { "line \($0) of many" }
        let sender = Thread {
            let writer = LineWriter(descriptor: pipe.writeEnd)
            for line in lines { try? writer.write(line) }
            try? writer.flush()
            pipe.closeWriteEnd()
        }
        sender.start()
        let bytes = try pipe.readAll(chunk: 4099, pause: 100)
        #expect(bytes == Array(lines.joined(separator: "\n").utf8) + [0x0A])
    }

    @Test func `a reader that has gone ends with 141`() async {
        await #expect(processExitsWith: .success) {
            Signals.ignoreBrokenPipes()
            let pipe = try DescriptorPipe()
            pipe.closeReadEnd()
            let writer = LineWriter(descriptor: pipe.writeEnd)
            try writer.write("lost")
            let error = #expect(throws: ToolError.self) { try writer.flush() }
            #expect(error?.status == .brokenPipe)
        }
    }

    @Test func `a full disk ends with 74 and names the output`() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        let writer = LineWriter(descriptor: descriptor)
        try writer.write("lost")
        let error = #expect(throws: ToolError.self) { try writer.flush() }
        #expect(error == ToolError(.inputOutput, "cannot write: stdout: No space left on device"))
    }

    @Test func `what a failed write left is never written later`() throws {
        let pipe = try DescriptorPipe()
        let descriptor = open("/dev/full", O_WRONLY)
        let writer = LineWriter(descriptor: descriptor)
        try writer.write("lost")
        #expect(throws: ToolError.self) { try writer.flush() }
        dup2(pipe.writeEnd, descriptor)
        try writer.write("kept")
        try writer.flush()
        close(descriptor)
        pipe.closeWriteEnd()
        #expect(try pipe.readAll() == Array("kept\n".utf8))
    }
}
