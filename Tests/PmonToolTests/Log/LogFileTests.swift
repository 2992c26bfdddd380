// SPDX-License-Identifier: MIT

import Foundation
import PmonSystem
import TestSupport
import Testing

@testable import PmonTool

struct LogFileTests {
    /// All lines of a log, the oldest file first.
    private func lines(of folder: TemporaryFolder) throws -> [String] {
        let numbers = try folder.names().compactMap { Int($0.dropFirst("log.".count)) }
        let names = numbers.sorted(by: >).map { "log.\($0)" } + ["log"]
        return try names.flatMap { name in
            try folder.text(name).split(separator: "\n").map(String.init)
        }
    }

    @Test func `each text is one line`() throws {
        let folder = try TemporaryFolder()
        let log = try LogFile(path: folder.file("log"))
        #expect(log.append("one\ntwo\r\u{1B}[2J"))
        #expect(log.append(""))
        #expect(try folder.text("log") == "one two  [2J\n\n")
    }

    @Test func `a log goes on where it was`() throws {
        let folder = try TemporaryFolder()
        try folder.write("log", "before\n")
        try LogFile(path: folder.file("log")).append("after")
        #expect(try folder.text("log") == "before\nafter\n")
    }

    @Test func `no file exceeds the limit, and the oldest fall out`() throws {
        let folder = try TemporaryFolder()
        let log = try LogFile(path: folder.file("log"), limit: 100, kept: 3)
        for number in 10..<60 { #expect(log.append("line number \(number)")) }
        #expect(try folder.names() == ["log", "log.1", "log.2", "log.3"])
        // Fifteen bytes a line: six fit into a file, and the last two begin the ninth.
        #expect(try lines(of: folder) == (40..<60).map { "line number \($0)" })
        for name in try folder.names() { #expect(try folder.bytes(name).count <= 100) }
    }

    @Test func `a line longer than the limit has a file of its own`() throws {
        let folder = try TemporaryFolder()
        let log = try LogFile(path: folder.file("log"), limit: 10, kept: 3)
        let long = String(repeating: "x", count: 50)
        for text in ["a", long, "b"] { #expect(log.append(text)) }
        #expect(try lines(of: folder) == ["a", long, "b"])
        #expect(try folder.names().count == 3)
    }

    @Test func `the standard is fifty files of 1 MiB`() throws {
        let folder = try TemporaryFolder()
        let log = try LogFile(path: folder.file("log"))
        try folder.write("log.50", "oldest\n")
        try folder.write("log.49", "older\n")
        let line = String(repeating: "x", count: (1 << 20) - 2)
        #expect(log.append(line))
        #expect(log.append(""))
        #expect(try folder.names() == ["log", "log.49", "log.50"])
        #expect(try folder.bytes("log").count == 1 << 20)
        #expect(log.append(""))
        #expect(try folder.names() == ["log", "log.1", "log.50"])
        #expect(try folder.bytes("log").count == 1)
        #expect(try folder.text("log.50") == "older\n")
    }

    @Test func `a file that somebody took away is begun anew`() throws {
        let folder = try TemporaryFolder()
        let log = try LogFile(path: folder.file("log"))
        log.append("old")
        #expect(rename(folder.file("log"), folder.file("taken")) == 0)
        log.append("new")
        #expect(try folder.text("taken") == "old\n")
        #expect(try folder.text("log") == "new\n")
    }

    @Test func `where it cannot be renamed, it grows and no line is lost`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.file("log.1/full"),
            withIntermediateDirectories: true
        )
        let log = try LogFile(path: folder.file("log"), limit: 5, kept: 1)
        for text in ["one", "two", "three"] { #expect(log.append(text)) }
        #expect(try folder.text("log") == "one\ntwo\nthree\n")
    }

    @Test func `a log that cannot be created ends with 73`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none/log")
        #expect(
            throws: ToolError(
                .cannotCreate,
                "cannot open log file: \(path): No such file or directory"
            )
        ) { try LogFile(path: path) }
    }

    @Test func `eight threads with a log each lose and tear no line`() async throws {
        let folder = try TemporaryFolder()
        await withTaskGroup { group in
            for writer in 0..<8 {
                group.addTask {
                    guard let log = try? LogFile(path: folder.file("log"), limit: 2000, kept: 500)
                    else { return }
                    for number in 0..<500 {
                        log.append(
                            "writer \(writer) number \(number) \(String(repeating: "z", count: number % 50))"
                        )
                    }
                }
            }
        }
        try check(lines(of: folder), writers: 8, each: 500)
        for name in try folder.names() { #expect(try folder.bytes(name).count <= 2000) }
    }

    @Test func `eight processes lose and tear no line`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        await withTaskGroup { group in
            for writer in 0..<8 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [path = path as String, writer = writer as Int] in
                        let log = try LogFile(path: path, limit: 3000, kept: 500)
                        for number in 0..<500 {
                            #expect(
                                log.append(
                                    "writer \(writer) number \(number) \(String(repeating: "z", count: number % 50))"
                                )
                            )
                        }
                    }
                }
            }
        }
        try check(lines(of: folder), writers: 8, each: 500)
    }

    /// Every line is there once and whole, those of one writer in order.
    private func check(_ lines: [String], writers: Int, each: Int) throws {
        #expect(lines.count == writers * each)
        var next = [Int](repeating: 0, count: writers)
        for line in lines {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            try #require(words.count == 5)
            let writer = try #require(Int(words[1]))
            let number = next[writer]
            #expect(
                line
                    == "writer \(writer) number \(number) \(String(repeating: "z", count: number % 50))"
            )
            next[writer] += 1
        }
        #expect(next.allSatisfy { $0 == each })
    }
}
