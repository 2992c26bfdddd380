// SPDX-License-Identifier: MIT

package import Glibc
package import PmonCore

/// An open file that is closed with its last reference; every call is checked and retried when a signal interrupts it.
package final class OpenFile {
    /// The path it was opened by; used in messages.
    package let path: String
    /// The descriptor, valid as long as this object lives.
    package let descriptor: Int32

    /// Opens a file; close-on-exec is added to the flags, new files get `mode` less the umask.
    ///
    /// With an `owner` the file is created if it does not exist, and then given to that owner.
    /// Throws 77 if not permitted, else `fallback`.
    package init(
        _ path: String,
        _ flags: Int32,
        mode: mode_t = 0o666,
        owner: FileOwner? = nil,
        fallback: ExitStatus
    ) throws(ToolError) {
        while true {
            // A pipe in the place of a file would be waited for without end; files themselves never block.
            let all = flags | O_CLOEXEC | O_NONBLOCK
            let descriptor = owner?.open(path, all, mode: mode) ?? open(path.pathBytes, all, mode)
            if descriptor >= 0 {
                self.path = path
                self.descriptor = descriptor
                return
            }
            let code = errno
            guard code != EINTR else { continue }
            let operation = flags & O_CREAT == 0 && owner == nil ? "open" : "create"
            throw .system(operation, path, errno: code, fallback: fallback)
        }
    }

    /// Opens a file for reading; nil if there is none.
    ///
    /// Throws 77 if not permitted, else 66.
    package static func reading(_ path: String) throws(ToolError) -> OpenFile? {
        if access(path.pathBytes, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
        return try OpenFile(path, O_RDONLY, fallback: .noInput)
    }

    deinit {
        close(descriptor)
    }

    /// Size, owner, mode and times.
    package func status() throws(ToolError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .system("examine", path, errno: errno)
        }
        return status
    }

    /// Bytes in the file.
    package func size() throws(ToolError) -> Int { Int(try status().st_size) }

    /// Fills a buffer with the bytes from `offset` on; returns how many there were before the end of the file.
    package func read(
        into buffer: UnsafeMutableRawBufferPointer,
        from offset: Int
    ) throws(ToolError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = pread(
                descriptor,
                buffer.baseAddress.map { $0 + filled },
                buffer.count - filled,
                off_t(offset + filled)
            )
            let code = errno
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if code != EINTR {
                throw .system("read", path, errno: code)
            }
        }
        return filled
    }

    /// Writes all bytes at the file's position.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(ToolError) {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(
                descriptor,
                bytes.baseAddress.map { $0 + written },
                bytes.count - written
            )
            let code = errno
            if count >= 0 {
                written += count
            } else if code != EINTR {
                throw .system("write", path, errno: code)
            }
        }
    }

    /// Writes all bytes of an array at the file's position.
    package func write(_ bytes: [UInt8]) throws(ToolError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(ToolError) in
            try write(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Has the disk begin with what was written from `offset` on, so that `synchronize` has less to wait for.
    ///
    /// A hint alone, so its failure means nothing: `synchronize` tells those that matter.
    package func startWriting(from offset: Int = 0) {
        _ = Self.syncFileRange?(descriptor, off_t(offset), 0, Self.startToWrite)
    }

    // The module of the C library leaves out what Linux alone has, though it is there.
    private typealias SyncFileRange = @convention(c) (Int32, off_t, off_t, UInt32) -> Int32
    private static let startToWrite: UInt32 = 2  // SYNC_FILE_RANGE_WRITE
    private static let syncFileRange = dlsym(nil, "sync_file_range").map {
        unsafeBitCast($0, to: SyncFileRange.self)
    }

    /// Waits until all that was written is on disk.
    ///
    /// A failure is final: a second attempt could report success though data is gone
    /// (https://wiki.postgresql.org/wiki/Fsync_Errors).
    package func synchronize() throws(ToolError) {
        while fsync(descriptor) != 0 {
            let code = errno
            // A device such as /dev/null has no disk to wait for.
            if code == EINVAL, try status().st_mode & S_IFMT != S_IFREG { return }
            guard code == EINTR else { throw .system("synchronize", path, errno: code) }
        }
    }

    /// Cuts the file to `size` bytes.
    package func truncate(to size: Int) throws(ToolError) {
        while ftruncate(descriptor, off_t(size)) != 0 {
            let code = errno
            guard code == EINTR else { throw .system("truncate", path, errno: code) }
        }
    }

    /// Gives the file the mode and owner of another one, as far as the system permits.
    package func adopt(_ other: stat) throws(ToolError) {
        FileOwner.give(descriptor, like: other)
        guard fchmod(descriptor, other.st_mode & 0o7777) == 0 else {
            throw .system("set the mode of", path, errno: errno)
        }
    }
}
