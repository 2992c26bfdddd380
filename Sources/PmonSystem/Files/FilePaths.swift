// SPDX-License-Identifier: MIT

private import Glibc

/// Paths as text.
package enum FilePaths {
    /// The path; a relative one is joined to `folder`, unless that is empty.
    package static func resolve(_ path: String, folder: String) -> String {
        guard !path.hasPrefix("/"), !folder.isEmpty, folder != "." else { return path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// The path from the root on; a relative one starts at the working folder.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let working = getcwd(nil, 0) else { return path }
        defer { free(working) }
        return resolve(path, folder: text(of: working))
    }

    /// The text that holds a path of the C library.
    package static func text(of path: UnsafePointer<CChar>) -> String {
        String(pathBytes: UnsafeRawBufferPointer(start: path, count: strlen(path)))
    }

    /// The folder a path stands in: `a/b` of `a/b/c`, `.` of `c`, `/` of `/c`.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
