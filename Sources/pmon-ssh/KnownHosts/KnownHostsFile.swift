// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem
import PmonText

/// A known_hosts file on disk: read again when it has changed, appended to under a lock.
final class KnownHostsFile {
    /// A file larger than that is not read.
    private static let limit = 64 << 20

    let path: String
    private let owner: FileOwner
    private var content: KnownHosts?
    /// What the file was when it was read.
    private var stamp: FileStamp?

    /// The file of that path, which need not exist; a new one goes to that owner, by default that of its folder.
    init(path: String, owner: FileOwner? = nil) {
        self.path = path
        self.owner = owner ?? FileOwner(like: path)
    }

    /// The entries as they stand now; none if there is no such file.
    ///
    /// Throws if it cannot be read: then nothing can be said of any host.
    func entries() throws(ToolError) -> KnownHosts {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            guard code == ENOENT else { throw .system("open", path, errno: code) }
            return keep(KnownHosts(), as: nil)
        }
        return try entries(status)
    }

    private func entries(_ status: stat) throws(ToolError) -> KnownHosts {
        if let content, stamp == FileStamp(status) { return content }
        // Its reader would wait for a writer, and all machines with it.
        guard status.st_mode & S_IFMT != S_IFIFO else {
            throw ToolError(.data, "cannot read: \(path): a pipe")
        }
        let bytes = try FileBytes.read(path, limit: Self.limit)
        return keep(KnownHosts(bytes), as: FileStamp(status))
    }

    private func keep(_ entries: KnownHosts, as stamp: FileStamp?) -> KnownHosts {
        self.stamp = stamp
        content = entries
        return entries
    }

    /// Adds a host that is not known yet, on disk before it is trusted; answers what the file then says of the key.
    ///
    /// Another process may have been faster, so the file is looked at again under its lock.
    func add(_ host: HostName, key: HostKey) throws(ToolError) -> KnownHosts.Answer {
        let descriptor = try open()
        defer { close(descriptor) }
        try lock(descriptor)
        let before = try status(descriptor)
        let known = try entries(before)
        let answer = known.answer(for: host, key: key.blob)
        guard answer == .unknown else { return answer }
        let line = "\(host.full) \(key.type) \(Base64.encode(key.blob))"
        // As for `ssh`, every host is new to /dev/null, and nothing is kept.
        guard before.st_mode & S_IFMT == S_IFREG else { return .known }
        // A last line without its newline must not swallow the new entry.
        let separator = try endsWithNewline(descriptor, before) ? "" : "\n"
        try append(Array("\(separator)\(line)\n".utf8), to: descriptor)
        known.append(Array(line.utf8), for: host.full)
        _ = keep(known, as: FileStamp(try status(descriptor)))
        return .known
    }

    /// Opens the file; a new one belongs to the owner of the data file, as the service's account must be able to read
    /// what an administrator's run has created.
    private func open() throws(ToolError) -> Int32 {
        let isNew = access(path, F_OK) != 0
        let descriptor = owner.open(path, O_RDWR | O_CREAT | O_APPEND, mode: 0o600)
        guard descriptor >= 0 else { throw .system("open", path, errno: errno) }
        guard isNew else { return descriptor }
        // Others may know which machines are known, but never add one.
        _ = fchmod(descriptor, 0o644)
        do throws(ToolError) {
            try Folder.synchronize(of: path)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private func status(_ descriptor: Int32) throws(ToolError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("examine", path, errno: errno) }
        return status
    }

    private func endsWithNewline(_ descriptor: Int32, _ status: stat) throws(ToolError) -> Bool {
        guard status.st_size > 0 else { return true }
        var last: UInt8 = 0
        guard pread(descriptor, &last, 1, status.st_size - 1) == 1 else {
            throw .system("read", path, errno: errno)
        }
        return last == 0x0A
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
