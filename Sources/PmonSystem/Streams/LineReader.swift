// SPDX-License-Identifier: MIT

private import Glibc

/// Reads lines from a descriptor, with a limit to their length and without copying them.
///
/// Memory does not grow with the number of lines. After the first stop signal no new line is begun: the whole lines that
/// were read before still come, and one of which the beginning was read if the rest follows at once. The next reader
/// of the input then begins with a whole line.
package final class LineReader {
    /// One line, without its newline.
    ///
    /// The bytes are valid until the next call of `next`.
    package struct Line {
        /// Counted from 1.
        package let number: Int
        /// The content; of a line that is too long, its first part only.
        package let bytes: UnsafeRawBufferPointer
        /// True if the line was longer than the limit; the rest of it is skipped.
        package let isTooLong: Bool
        /// False for a last line that the input ended without a newline.
        let hasNewline: Bool
    }

    /// The longest line of the contract: 1 MiB without its newline.
    package static let standardLimit = 1 << 20

    /// How long a stop waits for the rest of a line that has begun: milliseconds for its next byte, and for all of it.
    private static let patience = (byte: Int32(100), line: Duration.seconds(1))

    private let descriptor: Int32
    private let name: String
    private let limit: Int
    private var buffer: UnsafeMutableRawBufferPointer
    /// Unread bytes are those from `start` up to `end`.
    private var start = 0
    private var end = 0
    private var lineNumber = 0
    private var isAtEnd = false
    /// True once a stop signal, not the sender, ended the input.
    private var isStopped = false
    /// True while the rest of a line that is too long is being skipped.
    private var isSkipping = false

    /// A reader of a descriptor that stays its caller's; `name` is used in messages.
    package init(descriptor: Int32 = 0, name: String = "stdin", limit: Int = standardLimit) {
        self.descriptor = descriptor
        self.name = name
        self.limit = limit
        buffer = .allocate(byteCount: 128 * 1024, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    /// True if `next` has an answer without waiting; where it is false, flush what was written first.
    package var hasBufferedLine: Bool {
        isAtEnd || (!isSkipping && newline(from: start) != nil)
    }

    /// The next line; nil at the end of the input, or where a stop signal ended it.
    ///
    /// Throws 74 if reading fails.
    package func next() throws(ToolError) -> Line? {
        if isSkipping { try skipRest() }
        var searched = start
        while true {
            if let newline = newline(from: searched) {
                defer { start = newline + 1 }
                return line(until: newline, hasNewline: true)
            }
            if end - start > limit {
                isSkipping = true
                defer { start = end }
                return line(until: end, hasNewline: false)
            }
            if isAtEnd {
                defer { start = end }
                return start < end && !isStopped ? line(until: end, hasNewline: false) : nil
            }
            let unread = end - start
            try fill()
            searched = start + unread
        }
    }

    /// Waits until `next` has an answer, but not longer than a time, nor when something can be written to a descriptor;
    /// false if it has none yet.
    ///
    /// Throws 74 if reading fails.
    package func waitForLine(
        atMost time: Duration?,
        orWritable writable: Int32 = -1
    ) throws(ToolError) -> Bool {
        let deadline = time.map { ContinuousClock.now + $0 }
        while true {
            if isSkipping { dropSkipped() }
            if hasBufferedLine || end - start > limit { return true }
            makeRoom()
            switch waitForInput(until: deadline, orWritable: writable) {
            case .ready: try readAvailable()
            case .stopped: return true
            case .late: return false
            }
        }
    }

    private func line(until lineEnd: Int, hasNewline: Bool) -> Line {
        lineNumber += 1
        return Line(
            number: lineNumber,
            bytes: UnsafeRawBufferPointer(rebasing: buffer[start..<lineEnd]),
            isTooLong: lineEnd - start > limit,
            hasNewline: hasNewline
        )
    }

    /// Drops the rest of a line that was too long.
    private func skipRest() throws(ToolError) {
        while true {
            dropSkipped()
            if !isSkipping || isAtEnd { return }
            try fill()
        }
    }

    /// Drops what has been read of a line that is too long.
    private func dropSkipped() {
        if let newline = newline(from: start) {
            start = newline + 1
            isSkipping = false
        } else {
            start = end
        }
    }

    /// The index of the first newline among the unread bytes from `index` on.
    private func newline(from index: Int) -> Int? {
        guard let base = buffer.baseAddress, index < end,
            let found = memchr(base + index, 0x0A, end - index)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Reads more bytes after the unread ones, which it may move.
    private func fill() throws(ToolError) {
        makeRoom()
        let unread = end
        while end == unread, !isAtEnd {
            guard waitForInput(until: nil) == .ready else {
                isAtEnd = true
                isStopped = true
                return try completeLine()
            }
            try readAvailable()
        }
    }

    /// Reads the rest of a line that has begun, byte by byte, as what follows is not this reader's any more.
    private func completeLine() throws(ToolError) {
        let deadline = ContinuousClock.now + Self.patience.line
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while start < end, end - start <= limit, newline(from: end - 1) == nil,
            ContinuousClock.now < deadline, poll(&wait, 1, Self.patience.byte) > 0
        {
            let unread = end - start
            makeRoom()
            try readAvailable(atMost: 1)
            if end - start == unread { break }
        }
    }

    /// Reads what there is, which may be nothing; there must be room for it.
    private func readAvailable(atMost most: Int = .max) throws(ToolError) {
        let room = min(buffer.count - end, most)
        let count = read(descriptor, buffer.baseAddress.map { $0 + end }, room)
        let code = errno
        if count > 0 {
            end += count
        } else if count == 0 {
            isAtEnd = true
        } else if code != EINTR, code != EAGAIN {
            throw .system("read", name, errno: code)
        }
    }

    private func makeRoom() {
        guard let base = buffer.baseAddress else { return }
        if start > 0 {
            memmove(base, base + start, end - start)
            end -= start
            start = 0
        }
        guard end == buffer.count else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: buffer.count * 2,
            alignment: 16
        )
        larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
        buffer.deallocate()
        buffer = larger
    }

    private enum Readiness {
        case ready
        case stopped
        case late
    }

    /// Waits until there is something to read, a stop is asked for, or the deadline has come.
    private func waitForInput(
        until deadline: ContinuousClock.Instant?,
        orWritable writable: Int32 = -1
    ) -> Readiness {
        var waits = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: Signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: writable, events: Int16(POLLOUT), revents: 0),
        ]
        while Signals.stopRequest == nil {
            let count = poll(&waits, nfds_t(waits.count), Self.milliseconds(until: deadline))
            if count == 0 { return .late }
            if count < 0 { continue }
            if waits[0].revents != 0 { return .ready }
            if waits[1].revents != 0 {
                guard Signals.stopRequest == nil else { return .stopped }
                Signals.drainWakeups()
            }
            if waits[2].revents != 0 { return .late }
        }
        return .stopped
    }

    /// The time left as `poll` wants it, rounded up; -1 without a deadline.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = max(.zero, deadline - .now)
        return Int32(clamping: Int(left / .milliseconds(1)) + 1)
    }
}
