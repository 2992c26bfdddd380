// SPDX-License-Identifier: MIT

private import Glibc
package import PmonCore

/// The folder of a file.
package enum Folder {
    /// Waits until new and changed names beside `path` are on disk.
    package static func synchronize(of path: String) throws(ToolError) {
        let folder = FilePaths.folder(of: path)
        let file = try OpenFile(folder, O_RDONLY | O_DIRECTORY, fallback: .inputOutput)
        try file.synchronize()
    }
}
