// SPDX-License-Identifier: MIT

private import Glibc

/// Follows symbolic links, so that a replaced file stays where the link points.
package enum FileTarget {
    /// The path after all links at the end of `path` are followed.
    ///
    /// The file need not exist.
    ///
    /// Throws 66 for a circle of links, 74 if a link cannot be read.
    package static func resolve(_ path: String) throws(ToolError) -> String {
        var path = path
        // The kernel's own limit, path_resolution(7).
        for _ in 0..<40 {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = readlink(path.pathBytes, &buffer, buffer.count)
            guard count >= 0 else {
                let code = errno
                // A link that cannot be read is not taken for a file, which a new one would replace.
                guard code != EIO, code != ESTALE, code != ENOMEM else {
                    throw .system("read the link", path, errno: code)
                }
                return path
            }
            let target = String(pathBytes: buffer[..<count])
            path = FilePaths.resolve(target, folder: FilePaths.folder(of: path))
        }
        throw .system("open", path, errno: ELOOP, fallback: .noInput)
    }
}
