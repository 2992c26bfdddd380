// SPDX-License-Identifier: MIT

private import Glibc
private import Synchronization

/// The log file: one line an event, rotated by size, safe with several processes writing at once.
///
/// Each line is one write(2) in append mode under flock(2). Who finds the file over the limit renames it to `.1`, the
/// older ones one further, under that lock; who waited for the lock sees by the inode that the file was
/// renamed, and opens the new one.
package final class LogFile: Sendable {
    /// Size from which on the file is rotated: 1 MiB.
    package static let standardLimit = 1 << 20
    /// Rotated files kept.
    package static let standardKept = 50

    private let path: String
    private let limit: Int
    private let kept: Int
    private let descriptor: Mutex<Int32>

    /// Opens or creates the file.
    ///
    /// Throws 73 or 77.
    package init(
        path: String,
        limit: Int = standardLimit,
        kept: Int = standardKept
    ) throws(ToolError) {
        self.path = path
        self.limit = limit
        self.kept = kept
        let opened = Self.open(path)
        guard opened >= 0 else {
            throw .system("open log file", path, errno: errno, fallback: .cannotCreate)
        }
        descriptor = Mutex(opened)
    }

    deinit {
        descriptor.withLock { _ = close($0) }
    }

    /// Appends a line; newlines within it become spaces.
    ///
    /// True if it was written.
    @discardableResult
    package func append(_ line: String) -> Bool {
        var bytes = line.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        bytes.append(0x0A)
        return descriptor.withLock { current in
            guard lockCurrentFile(&current) else { return false }
            defer { flock(current, LOCK_UN) }
            return bytes.withUnsafeBytes { write(current, $0.baseAddress, $0.count) } == bytes.count
        }
    }

    /// Locks the file that the path names now, rotated first if it has grown over the limit.
    private func lockCurrentFile(_ current: inout Int32) -> Bool {
        for _ in 0..<16 {
            while flock(current, LOCK_EX) != 0 {
                guard errno == EINTR else { return false }
            }
            var opened = stat()
            var named = stat()
            let isSame =
                fstat(current, &opened) == 0 && stat(path, &named) == 0
                && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
            if isSame && opened.st_size < limit { return true }
            if isSame { rotate() }
            flock(current, LOCK_UN)
            let next = Self.open(path)
            guard next >= 0 else { return false }
            close(current)
            current = next
        }
        return false
    }

    private func rotate() {
        for number in stride(from: kept - 1, through: 1, by: -1) {
            rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        rename(path, "\(path).1")
    }

    private static func open(_ path: String) -> Int32 {
        Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
    }
}
