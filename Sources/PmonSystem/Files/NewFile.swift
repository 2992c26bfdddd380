// SPDX-License-Identifier: MIT

private import CLinux
private import Glibc

/// Creates a file that has its content from its first moment on, so that no other process sees it without.
package enum NewFile {
    /// Creates a file unless the path leads to one; a link stays a link.
    ///
    /// Does nothing where it cannot be created: opening it then says why. Throws 74 if the content cannot be written.
    package static func create(
        _ path: String,
        owner: FileOwner,
        with bytes: [UInt8]
    ) throws(ToolError) {
        guard access(path.pathBytes, F_OK) != 0, let target = try? FileTarget.resolve(path) else {
            return
        }
        if try createNameless(target, path: path, owner: owner, bytes) { return }
        try createNamed(target, path: path, owner: owner, bytes)
    }

    /// Creates a file under another name where the file system has none without a name.
    ///
    /// A lock on it makes sure that the file is nobody else's, and that no other one gets the target's name meanwhile.
    private static func createNamed(
        _ target: String,
        path: String,
        owner: FileOwner,
        _ bytes: [UInt8]
    ) throws(ToolError) {
        let temporary = AtomicFile.temporary(target)
        while access(target.pathBytes, F_OK) != 0 {
            let lock: FileLock
            do throws(ToolError) {
                lock = try FileLock(temporary, owner: owner)
            } catch {
                guard error.status == .tryAgain else { return }
                throw error
            }
            defer { withExtendedLifetime(lock) {} }
            // The holder before may have renamed the file.
            var (held, named) = (stat(), stat())
            guard fstat(lock.descriptor, &held) == 0, stat(temporary.pathBytes, &named) == 0,
                held.st_ino == named.st_ino, held.st_dev == named.st_dev
            else { continue }
            if access(target.pathBytes, F_OK) == 0 {
                unlink(temporary.pathBytes)
                return
            }
            let file = try OpenFile(
                temporary,
                O_WRONLY | O_TRUNC | O_NOFOLLOW,
                fallback: .cannotCreate
            )
            try fill(file.descriptor, path: path, owner: owner, bytes)
            guard rename(temporary.pathBytes, target.pathBytes) == 0 else {
                throw .system("rename", temporary, errno: errno)
            }
        }
    }

    /// Gives a file its name when it is complete; false if the file system cannot do that.
    private static func createNameless(
        _ target: String,
        path: String,
        owner: FileOwner,
        _ bytes: [UInt8]
    ) throws(ToolError) -> Bool {
        let folder = FilePaths.folder(of: target)
        let flags = O_WRONLY | Int32(PMON_O_TMPFILE) | O_DIRECTORY | O_CLOEXEC
        let descriptor = open(folder.pathBytes, flags, 0o666)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        try fill(descriptor, path: path, owner: owner, bytes)
        let result = linkat(
            AT_FDCWD,
            "/proc/self/fd/\(descriptor)",
            AT_FDCWD,
            target.pathBytes,
            AT_SYMLINK_FOLLOW
        )
        return result == 0 || errno == EEXIST
    }

    private static func fill(
        _ descriptor: Int32,
        path: String,
        owner: FileOwner,
        _ bytes: [UInt8]
    ) throws(ToolError) {
        owner.adopt(descriptor, at: path)
        do throws(SystemError) {
            try bytes.withUnsafeBufferPointer { (bytes) throws(SystemError) in
                try SystemCall.write(UnsafeRawBufferPointer(bytes), to: descriptor)
            }
        } catch {
            throw .system("write", path, errno: error.code)
        }
    }
}
