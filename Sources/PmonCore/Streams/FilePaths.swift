// SPDX-License-Identifier: MIT

/// Paths as text.
package enum FilePaths {
    /// The path, a relative one put behind `folder`; an empty folder leaves it as it is.
    package static func resolve(_ path: String, folder: String) -> String {
        guard !path.hasPrefix("/"), !folder.isEmpty, folder != "." else { return path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// The folder a path stands in: `a/b` of `a/b/c`, `.` of `c`, `/` of `/c`.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
