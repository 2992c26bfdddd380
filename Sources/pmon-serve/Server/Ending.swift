// SPDX-License-Identifier: MIT

import Glibc
import PmonCore
import Synchronization

/// Tells the main thread, which sleeps in poll(2), that the server has ended.
final class Ending: Sendable {
    private let state = Mutex<(finished: Bool, error: ToolError?)>((false, nil))
    private let ends: (read: Int32, write: Int32)

    /// Not ended yet.
    init() {
        var pair: [Int32] = [-1, -1]
        _ = pipe(&pair)
        for end in pair {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        ends = (pair[0], pair[1])
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    /// Whether the server has ended.
    var isFinished: Bool { state.withLock { $0.finished } }

    /// Why it ended, if it was not asked to.
    var error: ToolError? { state.withLock { $0.error } }

    /// The server has ended.
    func finish(_ error: ToolError?) {
        state.withLock { $0 = (true, error) }
        var byte: UInt8 = 1
        _ = write(ends.write, &byte, 1)
    }

    /// Sleeps until the server ends or another descriptor becomes readable.
    func waitOrWake(_ other: Int32) {
        var descriptors = [
            pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: other, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&descriptors, 2, -1)
    }

    /// Sleeps until the server ends, at most some seconds.
    func wait(seconds: Int32) {
        var descriptor = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, seconds * 1000)
    }
}
