// SPDX-License-Identifier: MIT

private import Glibc
import PmonText

/// The file that a path leads to, independent of spelling and links.
///
/// The file need not exist.
package struct FileIdentity {
    /// The number of a file on this machine.
    package struct Node: Equatable {
        let device: UInt
        let inode: UInt

        /// The file that a path leads to; nil if there is none.
        package init?(_ path: String) {
            var status = stat()
            guard stat(path.pathBytes, &status) == 0 else { return nil }
            self.init(status)
        }

        fileprivate init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// The folder of the file after all links are followed.
    private enum Place: Equatable {
        case folder(Node)
        case missing([Substring])
    }

    /// The name of the file in its folder.
    let name: String
    /// True if a folder stands in the place of the file, or the path can name nothing else.
    package let isFolder: Bool
    /// True if a device or a pipe stands in the place of the file.
    package let isDevice: Bool
    /// True for devices such as /dev/null, which take whatever is written.
    package let isCharacterDevice: Bool
    private let node: Node?
    private let place: Place

    /// Throws 66 for a circle of links.
    package init(_ path: String) throws(ToolError) {
        let target = try FileTarget.resolve(path)
        let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
        name = String(target[(slash.map(target.utf8.index(after:)) ?? target.startIndex)...])
        let folder = FilePaths.folder(of: target)
        place = Node(folder).map(Place.folder) ?? .missing(Self.parts(of: folder))
        var status = stat()
        let exists = stat(target.pathBytes, &status) == 0
        let type = status.st_mode & S_IFMT
        isFolder = exists && type == S_IFDIR || ["", ".", ".."].contains(name)
        isDevice = exists && type != S_IFREG && type != S_IFDIR
        isCharacterDevice = exists && type == S_IFCHR
        node = exists ? Node(status) : nil
    }

    /// True if the folder of the file is not there, so that nothing can create the file.
    package var lacksFolder: Bool {
        if case .missing = place { true } else { false }
    }

    /// The names on the way to a folder that does not exist.
    private static func parts(of folder: String) -> [Substring] {
        FilePaths.absolute(folder).split(separator: "/").filter { $0 != "." }
    }

    /// True if both are one file, or will be once it exists.
    ///
    /// Two names in one folder that differ in case alone count as one until both exist, because some file systems do
    /// not tell them apart.
    package func isSame(as other: FileIdentity) -> Bool {
        if let node, let otherNode = other.node { return node == otherNode }
        return place == other.place
            && (name == other.name || name.lowercased() == other.name.lowercased())
    }

    /// The rest of this name after `other`'s name, if both are in one folder; nil if this name does not begin with it.
    package func suffix(behind other: FileIdentity) -> String? {
        guard place == other.place else { return nil }
        return name.removingPrefix(other.name)
    }
}
