// SPDX-License-Identifier: MIT

private import CLinux
private import Glibc
import PmonText

/// A pipe that wakes a thread out of poll(2).
package final class WakePipe: Sendable {
    /// Readable after `wake`, until `drain`.
    package let readEnd: Int32
    private let writeEnd: Int32

    /// A pipe that is not inherited and never blocks.
    package init() throws(ToolError) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else {
            throw .system("create", "pipe", errno: errno)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Makes the read end readable; a full pipe is readable already.
    package func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Empties the pipe.
    package func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) == bytes.count {}
    }

    /// Waits until it is woken, and empties the pipe.
    package func wait() {
        WakePipe.wait(for: [readEnd], limit: nil)
        drain()
    }

    /// Waits until one of the descriptors is readable or the time is over; nil waits for ever.
    ///
    /// https://man7.org/linux/man-pages/man2/poll.2.html
    package static func wait(for descriptors: [Int32], limit: Duration?) {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // Rounded up, so that a wait for an instant does not end just before it, again and again.
        let milliseconds = limit.map { Int32(clamping: max($0, .zero).wholeMilliseconds + 1) } ?? -1
        poll(&entries, nfds_t(entries.count), milliseconds)
    }
}
