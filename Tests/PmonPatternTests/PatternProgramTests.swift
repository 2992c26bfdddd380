// SPDX-License-Identifier: MIT

import Testing

@testable import PmonPattern

struct PatternProgramTests {
    @Test func `bytes that a pattern does not tell apart share a class`() throws {
        let program = try Pattern("[a-z]+1").program
        #expect(program.classCount == 3)
        #expect(program.classes[Int(UInt8(ascii: "a"))] == program.classes[Int(UInt8(ascii: "z"))])
        #expect(program.classes[Int(UInt8(ascii: "1"))] != program.classes[Int(UInt8(ascii: "2"))])
    }

    @Test func `places make word bytes and newlines differ from others`() throws {
        let program = try Pattern("(?m)^x").program
        #expect(program.hasAssertions)
        #expect(program.classes[0x0A] != program.classes[0x20])
        #expect(program.classes[0x61] != program.classes[0x20])
    }

    @Test func `a byte set holds its ranges and nothing else`() {
        let set = PatternProgram.ByteSet([0x00...0x01, 0x7F...0x80, 0xFF...0xFF])
        let members = (UInt8.min...UInt8.max).filter(set.contains)
        #expect(members == [0x00, 0x01, 0x7F, 0x80, 0xFF])
    }
}
