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
        guard try !createNameless(target, path: path, owner: owner, bytes) else { return }
        // Not all file systems have files without a name. Here the file is empty for a moment.
        let descriptor = open(target.pathBytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        try fill(descriptor, path: path, owner: owner, bytes)
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
