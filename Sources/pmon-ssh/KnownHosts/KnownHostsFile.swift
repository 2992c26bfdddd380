// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// A known_hosts file on disk: read again when it has changed, appended to under a lock.
final class KnownHostsFile {
    /// What tells one state of a file from another.
    private struct Version: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
    }

    /// A file larger than that is not read.
    private static let limit = 64 << 20

    let path: String
    private var content = KnownHosts()
    private var version: Version?

    /// The file of that path, which need not exist.
    init(path: String) {
        self.path = path
    }

    /// The entries as they stand now; none if there is no such file.
    ///
    /// Throws if it cannot be read: then nothing can be said of any host.
    func entries() throws(ToolError) -> KnownHosts {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            guard code == ENOENT else { throw .system("open", path, errno: code) }
            version = nil
            content = KnownHosts()
            return content
        }
        let current = Version(
            device: UInt(status.st_dev),
            inode: UInt(status.st_ino),
            size: Int(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
        if current != version {
            content = KnownHosts(try FileBytes.read(path, limit: Self.limit))
            version = current
        }
        return content
    }

    /// Adds a host that is not known yet, on disk before it is trusted; answers what the file then says of the key.
    ///
    /// Another process may have been faster, so the file is looked at again under its lock.
    func add(_ host: HostName, key: HostKey) throws(ToolError) -> KnownHosts.Answer {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("open", path, errno: errno) }
        defer { close(descriptor) }
        try lock(descriptor)
        let before = try FileBytes.read(path, limit: Self.limit)
        let answer = KnownHosts(before).answer(for: host, key: key.blob)
        guard answer == .unknown else { return answer }
        // A last line without its newline must not swallow the new entry.
        let separator = before.isEmpty || before.last == 0x0A ? "" : "\n"
        let line = "\(separator)\(host.full) \(key.type) \(Base64.encode(key.blob))\n"
        try append(Array(line.utf8), to: descriptor)
        return .known
    }

    /// Takes the file's lock, which others hold for the length of one append; a longer hold must not stop the loop.
    private func lock(_ descriptor: Int32) throws(ToolError) {
        for _ in 0..<50 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else {
                throw .system("lock", path, errno: code)
            }
            usleep(10_000)
        }
        throw ToolError(.tryAgain, "cannot lock: \(path): another process holds its lock")
    }

    private func append(_ bytes: [UInt8], to descriptor: Int32) throws(ToolError) {
        let end = lseek(descriptor, 0, SEEK_END)
        let count = write(descriptor, bytes, bytes.count)
        guard count == bytes.count else {
            let code = count < 0 ? errno : ENOSPC
            // Half an entry could pass for another key of the host.
            if count > 0, end >= 0 { _ = ftruncate(descriptor, end) }
            throw .system("write", path, errno: code)
        }
        guard fsync(descriptor) == 0 else { throw .system("fsync", path, errno: errno) }
    }
}
