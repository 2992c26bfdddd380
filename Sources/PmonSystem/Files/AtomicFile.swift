// SPDX-License-Identifier: MIT

private import Glibc

/// Replaces a file as a whole: readers and crashes see the old content or the new one, never anything between.
///
/// The new content goes into a temporary file beside the target, is brought to disk, and takes the target's name.
/// Mode and owner stay, a symbolic link stays a link. Nothing remains of an attempt that fails.
/// The caller holds a lock under which no one else replaces the same file.
package final class AtomicFile {
    /// The file that is replaced, all links followed.
    package let target: String
    /// Where the new content goes; write to it freely.
    package let file: OpenFile
    private var isOnDisk = false
    private var isDone = false

    /// Where the new content of a file goes: `TARGET.tmp`, or `TARGET.MARK.tmp` for the holder of the lock of that mark,
    /// where several locks may be held for one file.
    package static func temporary(_ target: String, lock mark: String? = nil) -> String {
        mark.map { "\(target).\($0).tmp" } ?? "\(target).tmp"
    }

    /// Opens the temporary file.
    ///
    /// A file that does not exist yet is given to `owner`, see `FileOwner`. Throws 73 if it cannot be created.
    package init(
        _ path: String,
        owner: FileOwner? = nil,
        lock mark: String? = nil
    ) throws(ToolError) {
        target = try FileTarget.resolve(path)
        let temporary = Self.temporary(target, lock: mark)
        // What a killed process has left behind; the lock makes sure that it is nobody's.
        if unlink(temporary.pathBytes) != 0, errno != ENOENT {
            throw .system("remove", temporary, errno: errno, fallback: .cannotCreate)
        }
        file = try OpenFile(
            temporary,
            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
            fallback: .cannotCreate
        )
        var status = stat()
        if stat(target.pathBytes, &status) == 0 {
            try file.adopt(status)
        } else {
            owner?.adopt(file.descriptor, at: path)
        }
    }

    deinit {
        if !isDone { unlink(file.path.pathBytes) }
    }

    /// Waits until the new content, which is complete, is on disk.
    ///
    /// Of its own use where several files are replaced: one journal commit of the file system then does for all.
    package func synchronize() throws(ToolError) {
        try file.synchronize()
        isOnDisk = true
    }

    /// Puts the new content into place: fsync, unless `synchronize` has done that, and rename.
    ///
    /// The name is on disk after `Folder.synchronize`, which one call may do for several files of a folder.
    package func replace() throws(ToolError) {
        if !isOnDisk { try synchronize() }
        guard rename(file.path.pathBytes, target.pathBytes) == 0 else {
            let code = errno
            guard code != EBUSY else {
                throw ToolError(
                    .inputOutput,
                    "cannot replace: \(target): mounted as a single file; mount its folder instead"
                )
            }
            throw .system("rename", file.path, errno: code)
        }
        isDone = true
    }

    /// Replaces a file by some bytes, on disk when this returns.
    package static func replace(
        _ path: String,
        owner: FileOwner? = nil,
        with bytes: [UInt8]
    ) throws(ToolError) {
        let file = try AtomicFile(path, owner: owner)
        try file.file.write(bytes)
        try file.replace()
        try Folder.synchronize(of: file.target)
    }
}
