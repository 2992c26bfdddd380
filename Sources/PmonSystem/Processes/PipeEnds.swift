// SPDX-License-Identifier: MIT

private import CLinux
private import Glibc

/// A pipe to or from another program; both ends are closed with it.
package final class PipeEnds {
    /// End to read from; -1 once closed.
    package private(set) var read: Int32
    /// End to write to; -1 once closed.
    package private(set) var write: Int32

    /// A new pipe that no other program inherits unasked.
    package init() throws(ToolError) {
        var ends: [Int32] = [-1, -1]
        // Close-on-exec from the start: another thread may start a program at any time.
        guard pipe2(&ends, O_CLOEXEC) == 0 else {
            throw .system("create", "pipe", errno: errno, fallback: .unavailable)
        }
        // Above the descriptors that a program is given, so that none of those is overwritten.
        read = fcntl(ends[0], F_DUPFD_CLOEXEC, 10)
        write = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
        let code = errno
        for end in ends { close(end) }
        // `deinit` closes what there is: all is initialized here.
        guard read >= 0, write >= 0 else {
            throw .system("create", "pipe", errno: code, fallback: .unavailable)
        }
    }

    deinit {
        closeRead()
        closeWrite()
    }

    /// Closes this process' end to read from.
    package func closeRead() {
        if read >= 0 { close(read) }
        read = -1
    }

    /// Closes this process' end to write to.
    package func closeWrite() {
        if write >= 0 { close(write) }
        write = -1
    }

    /// Lets neither end wait for the other.
    package static func makeNonBlocking(_ descriptor: Int32) throws(ToolError) {
        guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            throw .system("set up", "pipe", errno: errno)
        }
    }

    /// Hands on what there is to read from a non-blocking end; false once nothing more can come.
    package func drain(_ take: (UnsafeRawBufferPointer) -> Void) -> Bool {
        guard read >= 0 else { return false }
        return withUnsafeTemporaryAllocation(byteCount: 16 * 1024, alignment: 1) { buffer in
            while true {
                do throws(SystemError) {
                    let count = try SystemCall.retrying {
                        Glibc.read(read, buffer.baseAddress, buffer.count)
                    }
                    if count == 0 { return false }
                    take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                } catch {
                    return error.code == EAGAIN
                }
            }
        }
    }
}
