// SPDX-License-Identifier: MIT

private import CLinux
package import Glibc

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
        // A pipe in the place of a file would be waited for without end; files themselves never block.
        let all = flags | O_CLOEXEC | O_NONBLOCK
        do throws(SystemError) {
            descriptor = try SystemCall.retrying {
                owner?.open(path, all, mode: mode) ?? open(path.pathBytes, all, mode)
            }
            self.path = path
        } catch {
            let operation = flags & O_CREAT == 0 && owner == nil ? "open" : "create"
            throw .system(operation, path, errno: error.code, fallback: fallback)
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
        try calling("read") { () throws(SystemError) in
            try SystemCall.all(of: UnsafeRawBufferPointer(buffer)) { rest in
                let place = offset + buffer.count - rest.count
                let bytes = UnsafeMutableRawPointer(mutating: rest.baseAddress)
                return pread(descriptor, bytes, rest.count, off_t(place))
            }
        }
    }

    /// Writes all bytes at the file's position.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(ToolError) {
        try calling("write") { () throws(SystemError) in
            try SystemCall.write(bytes, to: descriptor)
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
        _ = sync_file_range(descriptor, offset, 0, UInt32(PMON_SYNC_FILE_RANGE_WRITE))
    }

    /// Waits until all that was written is on disk.
    ///
    /// A failure is final: a second attempt could report success though data is gone
    /// (https://wiki.postgresql.org/wiki/Fsync_Errors).
    package func synchronize() throws(ToolError) {
        do throws(SystemError) {
            _ = try SystemCall.retrying { fsync(descriptor) }
        } catch {
            // A device such as /dev/null has no disk to wait for.
            if error.code == EINVAL, try status().st_mode & S_IFMT != S_IFREG { return }
            throw .system("synchronize", path, errno: error.code)
        }
    }

    /// Cuts the file to `size` bytes.
    package func truncate(to size: Int) throws(ToolError) {
        try calling("truncate") { () throws(SystemError) in
            _ = try SystemCall.retrying { ftruncate(descriptor, off_t(size)) }
        }
    }

    /// Gives the file the mode and owner of another one, as far as the system permits.
    func adopt(_ other: stat) throws(ToolError) {
        FileOwner.give(descriptor, like: other)
        try setMode(other.st_mode & 0o7777)
    }

    /// Gives the file a mode.
    package func setMode(_ mode: mode_t) throws(ToolError) {
        guard fchmod(descriptor, mode) == 0 else {
            throw .system("set the mode of", path, errno: errno)
        }
    }

    /// Names the operation and the file of a call that failed.
    private func calling<Result>(
        _ operation: String,
        _ call: () throws(SystemError) -> Result
    ) throws(ToolError) -> Result {
        do throws(SystemError) {
            return try call()
        } catch {
            throw .system(operation, path, errno: error.code)
        }
    }
}
