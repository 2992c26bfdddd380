// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// Passes lines on to stdout, each after it was stored, and never waits for a reader that has stopped reading.
final class TeeOutput {
    /// Stored lines that wait for their reader; with more of them nothing is read.
    private static let limit = 4 << 20
    /// What a pipe that is writable takes without waiting, see PIPE_BUF in pipe(7).
    private static let piece = 4096
    /// So long a stopped run waits for a reader that takes nothing.
    private static let patience = Duration.seconds(1)

    private let descriptor: Int32
    private let isFile: Bool
    /// Lines that are not stored yet.
    private var held: [UInt8] = []
    /// Lines that are stored, of which so many bytes are written.
    private var released: [UInt8] = []
    private var written = 0
    /// Why nothing can be written any more.
    private(set) var error: ToolError?

    /// True if lines wait to be stored.
    var isHolding: Bool { !held.isEmpty }
    /// True if so much waits for its reader that nothing more is to be read.
    var isFull: Bool { released.count - written >= Self.limit }
    /// What to wait for until it is writable; -1 if nothing waits for its reader.
    var waiting: Int32 { error == nil && written < released.count ? descriptor : -1 }

    init(descriptor: Int32 = 1) {
        self.descriptor = descriptor
        var status = stat()
        isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Takes a line, which waits until it is stored.
    func take(_ line: UnsafeRawBufferPointer) {
        held.append(contentsOf: line)
        held.append(0x0A)
    }

    /// All lines taken so far are stored.
    func release() {
        if written == released.count {
            released.removeAll(keepingCapacity: true)
            written = 0
        }
        if released.isEmpty { swap(&released, &held) } else { released.append(contentsOf: held) }
        held.removeAll(keepingCapacity: true)
    }

    /// Writes as much as the reader takes at once.
    func push() {
        while waiting >= 0, isFile || isWritable(atMost: 0) { write() }
    }

    /// Waits until the reader has taken everything; after a stop only while it takes something.
    func drain() {
        var end = ContinuousClock.now + Self.patience
        var before = written
        while waiting >= 0 {
            if isFile || isWritable(atMost: 100) { write() }
            guard Signals.stopRequest != nil, written == before else {
                end = .now + Self.patience
                before = written
                continue
            }
            if ContinuousClock.now > end { return }
        }
    }

    private func isWritable(atMost milliseconds: Int32) -> Bool {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&wait, 1, milliseconds) > 0
    }

    private func write() {
        let count = min(released.count - written, isFile ? Int.max : Self.piece)
        let result = released.withUnsafeBytes { bytes in
            Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, count)
        }
        let code = errno
        if result >= 0 {
            written += result
        } else if code != EINTR, code != EAGAIN {
            error = .system("write", "stdout", errno: code)
        }
    }
}
