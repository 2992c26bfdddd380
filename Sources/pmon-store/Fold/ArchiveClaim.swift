// SPDX-License-Identifier: MIT

import Glibc
import PmonCore
import PmonFiles

/// The right to append to an archive, which several histories may share.
///
/// `ARCHIVE.lock` is locked as long as this lives, and by gzip as long as it writes. It holds a note of the append that is
/// under way: how long the archive was, and which data file is to be replaced after it. While that file is the one of the
/// note, the append has not come to its end, and its records are still in the history: the next one to claim the archive
/// takes them back.
final class ArchiveClaim {
    private let archive: String
    private let lock: FileLock
    private let note: OpenFile

    /// The descriptor that holds the lock.
    var descriptor: Int32 { lock.descriptor }

    /// Waits for the archive of this path, behind all links, and takes back what was not finished.
    init(_ archive: String, owner: FileOwner? = nil) throws(ToolError) {
        self.archive = archive
        lock = try FileLock("\(archive).lock", owner: owner, endsAtStop: false)
        note = try OpenFile("\(archive).lock", O_RDWR, fallback: .inputOutput)
        try takeBackUnfinished()
    }

    /// Notes on disk that an append begins, for a fold of this data file.
    func begin(_ status: stat, for data: String) throws(ToolError) {
        let data = FilePaths.absolute(data)
        let stamp = try Self.stamp(of: data)
        try note.write(Array("\(status.st_size) \(status.st_ino) \(stamp) \(data)\n".utf8))
        try note.synchronize()
    }

    /// Forgets the note: the data file without the archived records is in place.
    func finish() throws(ToolError) {
        try note.truncate(to: 0)
    }

    private func takeBackUnfinished() throws(ToolError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 8192, alignment: 8)
        defer { memory.deallocate() }
        let count = try note.read(into: memory, from: 0)
        guard count > 0 else { return }
        let text = String(decoding: memory[..<count], as: UTF8.self)
        let words = text.split(separator: " ", maxSplits: 3)
        // Without its end the note is not on disk as a whole: nothing was appended then.
        if text.hasSuffix("\n"), words.count == 4, let size = Int(words[0]),
            try Self.stamp(of: String(words[3].dropLast())) == words[2],
            access(archive.pathBytes, F_OK) == 0
        {
            let file = try OpenFile(archive, O_RDWR, fallback: .inputOutput)
            let status = try file.status()
            if String(status.st_ino) == words[1], Int(status.st_size) > size {
                try file.truncate(to: size)
                try file.synchronize()
            }
        }
        try finish()
        _ = lseek(note.descriptor, 0, SEEK_SET)
    }

    /// Which file the path names; `-` for none.
    private static func stamp(of data: String) throws(ToolError) -> String {
        var status = stat()
        guard stat(data.pathBytes, &status) != 0 else { return FileStamp(status).text }
        let code = errno
        guard code == ENOENT || code == ENOTDIR else {
            throw .system("examine", data, errno: code)
        }
        return "-"
    }
}
