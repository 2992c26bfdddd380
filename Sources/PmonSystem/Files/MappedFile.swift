// SPDX-License-Identifier: MIT

private import Glibc

/// The content of a file as memory, without reading it.
///
/// The files of the store are replaced, never changed in place, so a mapping stays what it was.
package final class MappedFile {
    /// The content; no bytes if the file is empty or does not exist.
    package let bytes: UnsafeRawBufferPointer
    /// What the file was when it was mapped; nil if it did not exist.
    package let stamp: FileStamp?

    /// Maps a file; one that does not exist counts as empty.
    ///
    /// Throws 77 if not permitted, 66 if it cannot be opened.
    package init(_ path: String) throws(ToolError) {
        guard let file = try OpenFile.reading(path) else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            stamp = nil
            return
        }
        let status = try file.status()
        stamp = FileStamp(status)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ToolError(.noInput, "cannot read: \(path): not a regular file")
        }
        let count = Int(status.st_size)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
        guard let address, address != MAP_FAILED else {
            throw .system("map", path, errno: errno)
        }
        madvise(address, count, MADV_SEQUENTIAL)
        bytes = UnsafeRawBufferPointer(start: address, count: count)
    }

    deinit {
        if let address = bytes.baseAddress {
            munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
        }
    }
}
