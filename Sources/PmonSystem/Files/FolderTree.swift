// SPDX-License-Identifier: MIT

private import Glibc

/// Which folder a file stands in, at any depth.
package enum FolderTree {
    /// True if the file, or what a link in its place leads to, is somewhere below the folder.
    package static func contains(_ folder: String, _ file: String) -> Bool {
        guard let node = FileIdentity.Node(folder) else { return false }
        let target = (try? FileTarget.resolve(file)) ?? file
        return [file, target].contains { isBelow(node, FilePaths.folder(of: $0)) }
    }

    private static func isBelow(_ node: FileIdentity.Node, _ path: String) -> Bool {
        guard let real = realpath(path.pathBytes, nil) else { return false }
        defer { free(real) }
        var folder = FilePaths.text(of: real)
        while true {
            if FileIdentity.Node(folder) == node { return true }
            if folder == "/" { return false }
            folder = FilePaths.folder(of: folder)
        }
    }
}
