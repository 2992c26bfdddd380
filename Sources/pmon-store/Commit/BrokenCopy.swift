// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// Keeps what is damaged, under a name that nothing overwrites.
enum BrokenCopy {
    /// Writes bytes to `PATH.broken`, or `PATH.broken.2` and so on if that exists; returns the name.
    static func keep(
        _ bytes: UnsafeRawBufferPointer,
        of path: String
    ) throws(ToolError) -> String {
        let name = freeName(for: path)
        let file = try AtomicFile(name, owner: FileOwner(like: path))
        try file.file.write(bytes)
        try file.replace()
        try Folder.synchronize(of: name)
        return name
    }

    /// The same for a file that stays as it is and only grows: what an earlier copy holds already is not copied again.
    static func keepOnce(
        _ bytes: UnsafeRawBufferPointer,
        of path: String
    ) throws(ToolError) -> String {
        var name = "\(path).broken"
        var number = 1
        while isTaken(name) {
            // A folder or a file that cannot be read is not taken for a copy.
            if let copy = try? MappedFile(name), isBeginning(copy, of: bytes) { return name }
            number += 1
            name = "\(path).broken.\(number)"
        }
        return try keep(bytes, of: path)
    }

    private static func isBeginning(_ copy: MappedFile, of bytes: UnsafeRawBufferPointer) -> Bool {
        guard copy.bytes.count <= bytes.count, let left = copy.bytes.baseAddress,
            let right = bytes.baseAddress
        else { return false }
        return memcmp(left, right, copy.bytes.count) == 0
    }

    /// The first of the names `PATH.broken`, `PATH.broken.2` and so on that is free.
    static func freeName(for path: String, suffix: String = "broken") -> String {
        var name = "\(path).\(suffix)"
        var number = 1
        while isTaken(name) {
            number += 1
            name = "\(path).\(suffix).\(number)"
        }
        return name
    }

    /// True if there is anything of that name; a link that leads nowhere would lead the copy there.
    private static func isTaken(_ name: String) -> Bool {
        var status = stat()
        return lstat(name.pathBytes, &status) == 0
    }
}
