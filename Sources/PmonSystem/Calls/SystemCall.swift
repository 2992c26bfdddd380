// SPDX-License-Identifier: MIT

private import Glibc

/// Makes system calls that a signal may interrupt: the one place that knows what EINTR means.
///
/// Loops that look at `Signals.stopRequest` after an interruption make their calls themselves.
///
/// https://man7.org/linux/man-pages/man7/signal.7.html
package enum SystemCall {
    /// Makes a call again for as long as a signal interrupts it, and returns its result, which is not negative.
    ///
    /// Throws the number of any other failure, read right after the call.
    package static func retrying<Result: SignedInteger>(
        _ call: () -> Result
    ) throws(SystemError) -> Result {
        while true {
            let result = call()
            let code = errno
            if result >= 0 { return result }
            if code != EINTR { throw SystemError(code: code) }
        }
    }

    /// Moves all bytes, with as many calls as that takes.
    ///
    /// `call` gets the bytes that are left and returns how many it has moved, 0 if there is an end. Returns how many bytes
    /// have been moved in all: less than there are if an end came. Throws as `retrying` does.
    static func all(
        of bytes: UnsafeRawBufferPointer,
        _ call: (UnsafeRawBufferPointer) -> Int
    ) throws(SystemError) -> Int {
        var moved = 0
        while moved < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[moved...])
            let count = try retrying { call(rest) }
            if count == 0 { break }
            moved += count
        }
        return moved
    }

    /// Writes all bytes to a descriptor that blocks.
    package static func write(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32
    ) throws(SystemError) {
        _ = try all(of: bytes) { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Fills a buffer from a descriptor that blocks; returns how many bytes came before the end.
    package static func read(
        into buffer: UnsafeMutableRawBufferPointer,
        from descriptor: Int32
    ) throws(SystemError) -> Int {
        try all(of: UnsafeRawBufferPointer(buffer)) {
            Glibc.read(descriptor, UnsafeMutableRawPointer(mutating: $0.baseAddress), $0.count)
        }
    }
}
