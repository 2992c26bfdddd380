// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem
import PmonText
private import Synchronization

/// The log file: one line an event, rotated by size, safe with several processes writing at once.
///
/// Each line is one write(2) in append mode under flock(2). If a line does not fit, the writer renames the file to `.1`
/// and shifts the older files while it holds the lock. A writer that was waiting compares inodes, notices the rename
/// and opens the new file.
package final class LogFile: Sendable {
    /// Size that a file does not exceed, unless by a single line: 1 MiB.
    static let standardLimit = 1 << 20
    /// Rotated files kept.
    static let standardKept = 50

    private let path: String
    private let owner: FileOwner?
    private let limit: Int
    private let kept: Int
    private let descriptor: Mutex<Int32>

    /// Opens the file, or creates it and gives it to `owner`.
    ///
    /// Throws 73 or 77.
    init(
        path: String,
        owner: FileOwner? = nil,
        limit: Int = standardLimit,
        kept: Int = standardKept
    ) throws(ToolError) {
        self.path = path
        self.owner = owner
        self.limit = limit
        self.kept = kept
        let opened = Self.open(path, owner)
        guard opened >= 0 else {
            throw .system("open log file", path, errno: errno, fallback: .cannotCreate)
        }
        descriptor = Mutex(opened)
    }

    deinit {
        descriptor.withLock { _ = close($0) }
    }

    /// Appends a line; control characters within it become spaces.
    ///
    /// True if it was written.
    @discardableResult
    func append(_ line: String) -> Bool {
        var bytes = Array(line.onOneLine.utf8)
        bytes.append(0x0A)
        return descriptor.withLock { current in
            guard let size = lockCurrentFile(&current, room: bytes.count) else { return false }
            defer { flock(current, LOCK_UN) }
            let written = bytes.withUnsafeBytes { write(current, $0.baseAddress, $0.count) }
            // A full disk may take half a line, which would spoil the next one.
            if written > 0, written < bytes.count { ftruncate(current, size) }
            return written == bytes.count
        }
    }

    /// Locks the file that the path names now, after rotating it if the bytes do not fit.
    ///
    /// Returns its size.
    ///
    /// nil if it cannot be locked or opened. Each round that fails means that another writer rotated the file.
    private func lockCurrentFile(_ current: inout Int32, room: Int) -> off_t? {
        for _ in 0..<10_000 {
            guard (try? SystemCall.retrying { flock(current, LOCK_EX) }) != nil else { return nil }
            var opened = stat()
            var named = stat()
            let isSame =
                fstat(current, &opened) == 0 && stat(path.pathBytes, &named) == 0
                && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
            let isFull = opened.st_size > 0 && Int(opened.st_size) + room > limit
            // Where it cannot be renamed, a line in a file that is too large is better than none.
            if isSame && (!isFull || !rotate()) { return opened.st_size }
            flock(current, LOCK_UN)
            let next = Self.open(path, owner)
            guard next >= 0 else { return nil }
            close(current)
            current = next
        }
        return nil
    }

    private func rotate() -> Bool {
        for number in stride(from: kept - 1, through: 1, by: -1) {
            rename("\(path).\(number)".pathBytes, "\(path).\(number + 1)".pathBytes)
        }
        return rename(path.pathBytes, "\(path).1".pathBytes) == 0
    }

    /// Opens or creates the file; a rotated log keeps the owner and mode that it had.
    private static func open(_ path: String, _ owner: FileOwner?) -> Int32 {
        let flags = O_WRONLY | O_APPEND | O_CLOEXEC
        let older = "\(path).1"
        let model = access(older.pathBytes, F_OK) == 0 ? FileOwner(like: older) : owner
        return model?.open(path, flags, mode: 0o640)
            ?? Glibc.open(path.pathBytes, flags | O_CREAT, 0o640)
    }
}
