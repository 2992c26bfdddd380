// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// The right to append to an archive, which several histories may share.
///
/// `ARCHIVE.lock` is locked as long as this lives, and by gzip as long as it writes. It holds a note of the append that is
/// under way: how long the archive was, and which data file is to be replaced after it. While that file is the one of the
/// note, the append has not come to its end, and its records are still in the history: the next one to claim the archive
/// takes them back.
final class ArchiveClaim {
    private let archive: String
    private let data: String?
    private let lock: FileLock
    private let note: OpenFile

    /// The descriptor that holds the lock.
    var descriptor: Int32 { lock.descriptor }

    /// Waits for the archive of this path, all links followed, and takes back what was not finished.
    ///
    /// `data` is the data file of the caller, by which a history is known that was moved. Throws 78 if the lock file
    /// holds something else.
    init(_ archive: String, of data: String? = nil, owner: FileOwner? = nil) throws(ToolError) {
        self.archive = archive
        self.data = data
        lock = try FileLock("\(archive).lock", owner: owner, endsAtStop: false)
        note = try OpenFile("\(archive).lock", O_RDWR, fallback: .inputOutput)
        try takeBackUnfinished()
    }

    /// Notes on disk that an append begins, for a fold of this data file.
    func begin(_ status: stat, for data: String) throws(ToolError) {
        let data = FilePaths.absolute(data)
        let stamp = try Self.stamp(of: data)
        let text = "\(status.st_size) \(status.st_ino) \(stamp) \(NotedPath.text(data))\n"
        try note.write(Array(text.utf8))
        try note.synchronize()
    }

    /// Forgets the note: the data file without the archived records is in place.
    func finish() throws(ToolError) {
        try note.truncate(to: 0)
    }

    private func takeBackUnfinished() throws(ToolError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(try note.size(), 1 << 16),
            alignment: 8
        )
        defer { memory.deallocate() }
        let count = try note.read(into: memory, from: 0)
        guard count > 0 else { return }
        let text = String(decoding: memory[..<count], as: UTF8.self)
        let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        // Without its end the note is not on disk as a whole: nothing was appended then.
        if text.hasSuffix("\n"), !text.contains("\0") {
            guard words.count == 4, let size = Int(words[0]), let inode = UInt(words[1]),
                words[3].hasPrefix("/") || words[3].hasPrefix("\"")
            else { throw foreign() }
            let noted = NotedPath.path(words[3].dropLast())
            var isPending = try Self.stamp(of: noted) == words[2]
            if let data, !isPending { isPending = try Self.stamp(of: data) == words[2] }
            if isPending { try cut(inode, to: size) }
        } else if !words[0].allSatisfy({ $0.isASCII && $0.isNumber || $0 == "\0" }) {
            throw foreign()
        }
        try finish()
        _ = lseek(note.descriptor, 0, SEEK_SET)
    }

    private func foreign() -> ToolError {
        ToolError(
            .configuration,
            "data.archive: \(archive).lock: not a lock of pmon-store; left as it is"
        )
    }

    /// Cuts the archive to its size before the append, also if it was renamed within its folder since.
    private func cut(_ inode: UInt, to size: Int) throws(ToolError) {
        if access(archive.pathBytes, F_OK) == 0 {
            guard try !cut(archive, inode, to: size) else { return }
        }
        let folder = FilePaths.folder(of: archive)
        let name = archive.split(separator: "/").last ?? ""
        let stem = name.split(separator: ".").first ?? name
        guard let other = try Folder.path(in: folder, prefix: String(stem), inode: inode) else {
            return
        }
        try cut(other, inode, to: size, isRenamed: true)
    }

    /// Cuts a file of that number; returns false if the path leads to another one.
    @discardableResult
    private func cut(
        _ path: String,
        _ inode: UInt,
        to size: Int,
        isRenamed: Bool = false
    ) throws(ToolError) -> Bool {
        let file = try OpenFile(path, O_RDWR, fallback: .inputOutput)
        let status = try file.status()
        guard UInt(status.st_ino) == inode else { return false }
        guard Int(status.st_size) > size else { return true }
        if isRenamed {
            guard try isAppend(file, at: size) else { return true }
        }
        try file.truncate(to: size)
        try file.synchronize()
        return true
    }

    /// True if records begin at a place: the number of a deleted file may have gone to another one.
    private func isAppend(_ file: OpenFile, at place: Int) throws(ToolError) -> Bool {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 3, alignment: 1)
        defer { memory.deallocate() }
        let count = try file.read(into: memory, from: max(0, place - 1))
        let bytes = Array(memory[..<count])
        if archive.hasSuffix(".gz") { return bytes.suffix(2) == [0x1F, 0x8B] }
        return bytes.starts(with: (place == 0 ? "{\"" : "\n{").utf8)
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
