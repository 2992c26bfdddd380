// SPDX-License-Identifier: MIT

import Glibc

/// A pipe that another process writes into; both ends are closed with it.
final class Pipe {
    /// End to read from; never blocks.
    let read: Int32
    /// End for the other process.
    let write: Int32
    private var isWriteOpen = true
    /// Whether nobody can write into it any more.
    private(set) var isAtEnd = false

    /// A new pipe; `nil` if there are no descriptors left.
    init?() {
        var pair: [Int32] = [-1, -1]
        guard pipe(&pair) == 0 else { return nil }
        // Above the descriptors that the child gets, so that none of those is overwritten.
        read = fcntl(pair[0], F_DUPFD_CLOEXEC, 10)
        write = fcntl(pair[1], F_DUPFD_CLOEXEC, 10)
        close(pair[0])
        close(pair[1])
        _ = fcntl(read, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(read)
        closeWrite()
    }

    /// Closes this process' copy of the writing end.
    func closeWrite() {
        if isWriteOpen { close(write) }
        isWriteOpen = false
    }

    /// Reads what is there.
    func drain(_ take: (ArraySlice<UInt8>) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while !isAtEnd {
            let count = Glibc.read(read, &buffer, buffer.count)
            if count > 0 {
                take(buffer[..<count])
            } else {
                if count == 0 { isAtEnd = true }
                return
            }
        }
    }
}

/// The end of a text, and its last line.
struct TextTail {
    private var bytes: [UInt8] = []

    /// Adds to the text.
    mutating func append(_ more: ArraySlice<UInt8>) {
        bytes.append(contentsOf: more)
        if bytes.count > 4096 { bytes.removeFirst(bytes.count - 2048) }
    }

    /// The last line that says something, at most 300 characters of it.
    var lastLine: String {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return lines.last { !$0.trimmed.isEmpty }.map { Masked.text(String($0.prefix(300))) } ?? ""
    }
}

/// Counts records that pass as lines, and reads how many were announced.
struct RecordCounter {
    /// Lines so far.
    private(set) var count = 0
    /// The `of` of the first record.
    private(set) var announced: Int?
    /// Whether something was counted since this was last set to false.
    var isChanged = false
    private var first: [UInt8] = []

    /// Counts the lines of a piece of the stream.
    mutating func append(_ more: ArraySlice<UInt8>) {
        if count == 0, first.count < 64 * 1024 { first.append(contentsOf: more) }
        let lines = more.count { $0 == UInt8(ascii: "\n") }
        guard lines > 0 else { return }
        if count == 0 { announced = Self.announced(first) }
        count += lines
        isChanged = true
    }

    private static func announced(_ line: [UInt8]) -> Int? {
        let text = String(decoding: line.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let key = text.range(of: "\"of\":") else { return nil }
        return Int(text[key.upperBound...].drop { $0 == " " }.prefix { "0"..."9" ~= $0 })
    }
}
