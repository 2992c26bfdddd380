// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonSystem

struct LineReaderWaitingTests {
    @Test func `a line that is not whole is waited for no longer than told`() throws {
        let pipe = try DescriptorPipe()
        let reader = LineReader(descriptor: pipe.readEnd)
        #expect(try !reader.waitForLine(atMost: .milliseconds(5)))
        try pipe.write("half".utf8)
        #expect(try !reader.waitForLine(atMost: .milliseconds(5)))
        try pipe.write(" and half\nrest".utf8)
        #expect(try reader.waitForLine(atMost: .seconds(60)))
        #expect(
            try reader.next().map { String(decoding: $0.bytes, as: UTF8.self) } == "half and half"
        )
        #expect(try !reader.waitForLine(atMost: .zero))
        pipe.closeWriteEnd()
        #expect(try reader.waitForLine(atMost: .seconds(60)))
        #expect(try reader.next().map { String(decoding: $0.bytes, as: UTF8.self) } == "rest")
        #expect(try reader.next() == nil)
    }

    @Test func `the rest of a line that is too long is no answer`() throws {
        let pipe = try DescriptorPipe()
        let reader = LineReader(descriptor: pipe.readEnd, limit: 4)
        try pipe.write("123456".utf8)
        #expect(try reader.waitForLine(atMost: .seconds(60)))
        #expect(try reader.next()?.isTooLong == true)
        try pipe.write("789".utf8)
        #expect(try !reader.waitForLine(atMost: .milliseconds(5)))
        try pipe.write("0\nnext\n".utf8)
        #expect(try reader.waitForLine(atMost: .seconds(60)))
        #expect(try reader.next().map { String(decoding: $0.bytes, as: UTF8.self) } == "next")
    }
}
