// SPDX-License-Identifier: MIT

private import Glibc

/// The folder of a file.
package enum Folder {
    /// Waits until new and changed names beside `path` are on disk.
    package static func synchronize(of path: String) throws(ToolError) {
        let folder = FilePaths.folder(of: path)
        let file = try OpenFile(folder, O_RDONLY | O_DIRECTORY, fallback: .inputOutput)
        try file.synchronize()
    }

    /// The path of a file of that number among those in a folder whose names begin so; nil if there is none.
    package static func path(
        in folder: String,
        prefix: String,
        inode: UInt
    ) throws(ToolError) -> String? {
        guard let stream = opendir(folder.pathBytes) else {
            throw .system("read", folder, errno: errno)
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            guard UInt(entry.pointee.d_ino) == inode else { continue }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { FilePaths.text(of: $0) }
            }
            if name.hasPrefix(prefix) { return FilePaths.resolve(name, folder: folder) }
        }
        return nil
    }
}
