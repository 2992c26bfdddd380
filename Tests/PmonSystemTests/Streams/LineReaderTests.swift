// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonSystem

struct LineReaderTests {
    /// A line as it was read, copied out of the reader's buffer.
    struct Seen: Equatable {
        var number: Int
        var text: String
        var isTooLong = false
        var hasNewline = true
    }

    /// Reads to the end; of lines that are too long only their first bytes are looked at.
    static func readAll(_ reader: LineReader, showing limit: Int = .max) throws -> [Seen] {
        var lines: [Seen] = []
        while let line = try reader.next() {
            lines.append(
                Seen(
                    number: line.number,
                    text: String(decoding: line.bytes.prefix(limit), as: UTF8.self),
                    isTooLong: line.isTooLong,
                    hasNewline: line.hasNewline
                )
            )
        }
        return lines
    }

    /// What a reader sees of an input that comes through a pipe in chunks.
    static func lines(of input: [UInt8], limit: Int = LineReader.standardLimit, chunk: Int = .max)
        throws -> [Seen]
    {
        let pipe = try DescriptorPipe()
        let sender = Thread {
            var start = 0
            while start < input.count {
                let end = min(start + min(chunk, input.count), input.count)
                try? pipe.write(input[start..<end])
                start = end
            }
            pipe.closeWriteEnd()
        }
        sender.start()
        return try readAll(LineReader(descriptor: pipe.readEnd, limit: limit), showing: limit)
    }

    @Test(arguments: [
        ("", []), ("\n", [""]), ("a\n", ["a"]), ("a\nb\n", ["a", "b"]),
        ("\n\na\n\n", ["", "", "a", ""]),
        ("a\r\nb\r\n", ["a\r", "b\r"]), ("ü€😀\n", ["ü€😀"]), ("\u{0}\n", ["\u{0}"]),
    ])
    func `newlines alone end lines`(input: String, texts: [String]) throws {
        let expected = texts.enumerated().map { Seen(number: $0 + 1, text: $1) }
        #expect(try Self.lines(of: Array(input.utf8)) == expected)
    }

    @Test func `a last line without newline counts, and says so`() throws {
        #expect(
            try Self.lines(of: Array("a\nb".utf8)) == [
                Seen(number: 1, text: "a"), Seen(number: 2, text: "b", hasNewline: false),
            ]
        )
    }

    @Test(arguments: 1...9)
    func `the size of the chunks changes nothing`(chunk: Int) throws {
        let input = Array("one\n\ntwo words\nmuch too long a line\nthree\nlast".utf8)
        let expected = [
            Seen(number: 1, text: "one"), Seen(number: 2, text: ""),
            Seen(number: 3, text: "two words"),
            Seen(number: 4, text: "much too l", isTooLong: true), Seen(number: 5, text: "three"),
            Seen(number: 6, text: "last", hasNewline: false),
        ]
        let seen = try Self.lines(of: input, limit: 10, chunk: chunk)
        #expect(seen.count == expected.count)
        for (line, wanted) in zip(seen, expected) {
            #expect(line.number == wanted.number)
            #expect(line.isTooLong == wanted.isTooLong)
            #expect(line.text == wanted.text)
            // Of a line that is too long, the reader may not have seen the end yet.
            #expect(wanted.isTooLong || line.hasNewline == wanted.hasNewline)
        }
    }

    @Test(arguments: [(-1, false), (0, false), (1, true)])
    func `a line of exactly the limit is taken, one byte more is not`(extra: Int, isTooLong: Bool)
        throws
    {
        let limit = LineReader.standardLimit
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: limit + extra)
        for ending in ["\n", ""] {
            let input = Array("a\n".utf8) + long + Array("\(ending)".utf8)
            let seen = try Self.lines(of: input + (ending.isEmpty ? [] : Array("b\n".utf8)))
            #expect(seen.map(\.number) == (ending.isEmpty ? [1, 2] : [1, 2, 3]))
            #expect(seen[1].isTooLong == isTooLong)
            #expect(seen[1].text.utf8.count == min(limit, limit + extra))
            #expect(seen.last?.text == (ending.isEmpty ? seen[1].text : "b"))
        }
    }

    @Test func `lines of all lengths around the buffer are whole`() throws {
        var input: [UInt8] = []
        var texts: [String] = []
        for length in stride(from: 1, to: 300_000, by: 19_937) {
            let text = String(repeating: "y", count: length)
            texts.append(text)
            input += Array(text.utf8) + [0x0A]
        }
        let seen = try Self.lines(of: input, chunk: 65_536)
        #expect(seen.map(\.text) == texts)
    }

    @Test func `it knows whether the next line is there already`() throws {
        let pipe = try DescriptorPipe()
        let reader = LineReader(descriptor: pipe.readEnd)
        #expect(!reader.hasBufferedLine)
        try pipe.write("a\nb\npart".utf8)
        #expect(try reader.next()?.number == 1)
        #expect(reader.hasBufferedLine)
        #expect(try reader.next()?.number == 2)
        #expect(!reader.hasBufferedLine)
        pipe.closeWriteEnd()
        #expect(try reader.next()?.hasNewline == false)
        #expect(reader.hasBufferedLine)
        #expect(try reader.next()?.number == nil)
        #expect(try reader.next()?.number == nil)
    }

    @Test func `a line that is too long is told before its end has come`() throws {
        let pipe = try DescriptorPipe()
        let reader = LineReader(descriptor: pipe.readEnd, limit: 4)
        try pipe.write("12345".utf8)
        #expect(try reader.next()?.isTooLong == true)
        #expect(!reader.hasBufferedLine)
        try pipe.write("6789\nok\n".utf8)
        let line = try #require(try reader.next())
        #expect(line.number == 2)
        #expect(String(decoding: line.bytes, as: UTF8.self) == "ok")
    }

    @Test func `a descriptor that nobody waits for is read all the same`() throws {
        let pipe = try DescriptorPipe()
        _ = fcntl(pipe.readEnd, F_SETFL, O_NONBLOCK)
        let sender = Thread {
            usleep(20_000)
            try? pipe.write("late\n".utf8)
            pipe.closeWriteEnd()
        }
        sender.start()
        let reader = LineReader(descriptor: pipe.readEnd)
        #expect(try Self.readAll(reader) == [Seen(number: 1, text: "late")])
    }

    @Test func `what cannot be read ends with 74 and names the input`() throws {
        let folder = try TemporaryFolder()
        let descriptor = open(folder.path, O_RDONLY)
        defer { close(descriptor) }
        let error = #expect(throws: ToolError.self) {
            try LineReader(descriptor: descriptor, name: "folder").next()
        }
        #expect(error == ToolError(.inputOutput, "cannot read: folder: Is a directory"))
    }

    @Test func `after a stop signal whole lines still come, and the rest of one that has begun`()
        async
    {
        await #expect(processExitsWith: .success) {
            Signals.install()
            let pipe = try DescriptorPipe()
            try pipe.write("a\nb\npart".utf8)
            let reader = LineReader(descriptor: pipe.readEnd)
            #expect(try reader.next()?.number == 1)
            raise(SIGTERM)
            try pipe.write("ial\nc\n".utf8)
            #expect(try reader.next()?.number == 2)
            let last = try reader.next()?.bytes
            #expect(last?.elementsEqual("partial".utf8) == true)
            #expect(try reader.next()?.number == nil)
            #expect(Signals.stopRequest == .terminated)
            var rest = [UInt8](repeating: 0, count: 8)
            #expect(read(pipe.readEnd, &rest, 8) == 2)
            #expect(rest.starts(with: "c\n".utf8))
        }
    }

    @Test func `the beginning of a line without its rest does not come after a stop`() async {
        await #expect(processExitsWith: .success) {
            Signals.install()
            let pipe = try DescriptorPipe()
            try pipe.write("a\npart".utf8)
            let reader = LineReader(descriptor: pipe.readEnd)
            #expect(try reader.next()?.number == 1)
            raise(SIGTERM)
            #expect(try reader.next()?.number == nil)
        }
    }

    @Test func `a stop signal wakes a reader that waits`() async {
        await #expect(processExitsWith: .success) {
            Signals.install()
            let pipe = try DescriptorPipe()
            let sender = Thread {
                usleep(50_000)
                kill(getpid(), SIGINT)
            }
            sender.start()
            #expect(try LineReader(descriptor: pipe.readEnd).next()?.number == nil)
            #expect(Signals.stopRequest == .interrupted)
        }
    }
}
