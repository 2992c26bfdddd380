// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// Wakes a thread that waits in poll(2), by a pipe.
final class WakeSignal: Sendable {
    /// Readable between `raise` and `take`.
    let descriptor: Int32
    private let writeEnd: Int32

    /// Throws 74 if the system has no descriptors left.
    init() throws(ToolError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("create", "pipe", errno: errno) }
        for end in ends {
            // Neither can fail on a descriptor that is open.
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Wakes the waiting thread, now or as soon as it waits.
    func raise() {
        var byte: UInt8 = 0
        // The only failure is a full pipe, which is readable already.
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes back all that was raised.
    func take() {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while read(descriptor, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }

    /// Waits until it is raised, and takes it back.
    func wait() {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&wait, 1, -1) < 1 {}
        take()
    }
}
