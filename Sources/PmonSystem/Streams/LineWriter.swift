// SPDX-License-Identifier: MIT

private import Glibc

/// Writes lines to a descriptor; no failed write goes unseen.
///
/// Lines are collected until `flush`, which is due before the tool waits for anything, so that a reader
/// sees each line as soon as it exists and a busy filter does not pay a system call a line.
package final class LineWriter {
    private static let capacity = 64 * 1024

    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []

    /// A writer to a descriptor that stays its caller's; `name` is used in messages.
    package init(descriptor: Int32 = 1, name: String = "stdout") {
        self.descriptor = descriptor
        self.name = name
        buffer.reserveCapacity(Self.capacity)
    }

    /// Takes a line without its newline and adds one.
    ///
    /// Throws as `flush` does, because a full buffer is written.
    package func write(line: UnsafeRawBufferPointer) throws(ToolError) {
        buffer.append(contentsOf: line)
        try endLine()
    }

    /// The same of bytes in an array.
    package func write(line: [UInt8]) throws(ToolError) {
        buffer.append(contentsOf: line)
        try endLine()
    }

    /// The same of a part of an array.
    package func write(line: ArraySlice<UInt8>) throws(ToolError) {
        buffer.append(contentsOf: line)
        try endLine()
    }

    /// Takes a line of text.
    package func write(_ text: String) throws(ToolError) {
        buffer.append(contentsOf: text.utf8)
        try endLine()
    }

    private func endLine() throws(ToolError) {
        buffer.append(0x0A)
        if buffer.count >= Self.capacity { try flush() }
    }

    /// Writes all that was taken.
    ///
    /// Throws 141 if the reader has gone, 74 for any other failure. The rest of a failed write is dropped: the stream
    /// is broken, and a later write must not continue in the middle of a line.
    package func flush() throws(ToolError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(
                    descriptor,
                    bytes.baseAddress.map { $0 + written },
                    bytes.count - written
                )
            }
            if count >= 0 {
                written += count
                continue
            }
            let code = errno
            switch code {
            case EINTR: continue
            case EAGAIN: waitUntilWritable()
            default: throw .system("write", name, errno: code)
            }
        }
    }

    /// Waits where somebody made the descriptor non-blocking.
    private func waitUntilWritable() {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
    }
}
