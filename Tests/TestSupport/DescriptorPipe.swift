// SPDX-License-Identifier: MIT

private import Glibc

/// A pipe whose ends are given to what reads or writes descriptors; both are closed in the end.
package final class DescriptorPipe: @unchecked Sendable {
    /// Descriptor to read from; -1 once closed.
    package private(set) var readEnd: Int32 = -1
    /// Descriptor to write to; -1 once closed.
    package private(set) var writeEnd: Int32 = -1

    /// Opens the pipe.
    package init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXFailure(operation: "pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        closeReadEnd()
        closeWriteEnd()
    }

    /// Closes the reading end: writers see EPIPE from now on.
    package func closeReadEnd() {
        if readEnd >= 0 { close(readEnd) }
        readEnd = -1
    }

    /// Closes the writing end: the reader sees the end of the input.
    package func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    /// Writes all bytes, waiting while the pipe is full.
    package func write(_ bytes: some Sequence<UInt8>) throws {
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(writeEnd, $0.baseAddress, $0.count)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                throw POSIXFailure(operation: "write", code: errno)
            }
        }
    }

    /// Reads until the writing end is closed, at most `chunk` bytes at once, `pause` microseconds apart.
    package func readAll(chunk: Int = 65_536, pause: UInt32 = 0) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            let count = read(readEnd, &buffer, chunk)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += buffer[..<count]
            } else if errno != EINTR {
                throw POSIXFailure(operation: "read", code: errno)
            }
            if pause > 0 { usleep(pause) }
        }
    }
}

/// A system call of a test that failed.
package struct POSIXFailure: Error {
    /// The call.
    package let operation: String
    /// Its errno.
    package let code: Int32
}
