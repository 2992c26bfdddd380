// SPDX-License-Identifier: MIT

package import Glibc

/// Tells whether a path still names the same unchanged file.
package struct FileStamp: Equatable, Sendable {
    private let device: UInt
    private let inode: UInt
    /// Bytes in the file.
    package let size: Int
    private let changed: Int
    private let changedNanoseconds: Int

    /// The stamp of an examined file.
    package init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        changed = status.st_mtim.tv_sec
        changedNanoseconds = status.st_mtim.tv_nsec
    }

    /// The stamp of a path, links followed; nil if there is no such file.
    package init?(path: String) {
        var status = stat()
        guard stat(path.pathBytes, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The stamp as one word of text, for a file.
    ///
    /// Without the device: its number may be another one after a restart, while the file is the same.
    package var text: String { "\(inode):\(size):\(changed).\(changedNanoseconds)" }
}
