// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonRecord
import PmonSystem
import PmonText

/// Takes the records that a fold no longer keeps, as NDJSON; compressed by gzip(1) if the name ends in `.gz`.
///
/// A fold that does not come to its end is done again, and would archive the same records again; see `ArchiveClaim` for
/// how they are taken back. A mark in the journal sees to it that the next run reads the journal.
final class Archive {
    private let path: String
    private let data: String
    private let owner: FileOwner
    private let journal: Journal
    private var claim: ArchiveClaim?
    private var file: OpenFile?
    private var gzip: GzipProcess?
    private var buffer: [UInt8] = []

    /// The archive at a path, for a fold of this history.
    init(_ path: String, of history: HistoryPaths, journal: Journal) throws(ToolError) {
        self.path = try FileTarget.resolve(path)
        data = history.data
        owner = history.owner
        self.journal = journal
    }

    /// Takes one record.
    func add(_ record: UnsafeRawBufferPointer, url: URLKey) throws(ToolError) {
        if file == nil { try open() }
        RecordLine.append(record, url: url, to: &buffer)
        buffer.append(0x0A)
        if buffer.count >= 1 << 18 { try flush() }
    }

    /// Waits until all is on disk; to be done before the new data file takes its place.
    func finish() throws(ToolError) {
        guard let file else { return }
        try flush()
        try gzip?.finish()
        try file.synchronize()
    }

    /// Lets go of the archive; to be done after the new data file has taken its place.
    func release() throws(ToolError) {
        try claim?.finish()
        claim = nil
    }

    private func open() throws(ToolError) {
        var status = stat()
        if stat(path.pathBytes, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            // What went into a device cannot be taken back.
            file = try OpenFile(path, O_WRONLY, fallback: .inputOutput)
            return
        }
        let claim = try ArchiveClaim(path, of: data, owner: owner)
        self.claim = claim
        let isNew = access(path.pathBytes, F_OK) != 0
        let file = try OpenFile(path, O_RDWR | O_APPEND, owner: owner, fallback: .cannotCreate)
        if isNew { try Folder.synchronize(of: path) }
        try expectArchive(file)
        try journal.mark(JournalMark.archive(FilePaths.absolute(path)))
        try journal.synchronize()
        try claim.begin(try file.status(), for: data)
        self.file = file
        if path.hasSuffix(".gz") {
            gzip = try GzipProcess(output: file, holding: claim.descriptor)
        }
    }

    /// Throws 78 if the file holds something else, such as another history.
    private func expectArchive(_ file: OpenFile) throws(ToolError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
        defer { memory.deallocate() }
        let head = UnsafeRawBufferPointer(
            rebasing: memory[..<(try file.read(into: memory, from: 0))]
        )
        if head.isEmpty
            || (path.hasSuffix(".gz") ? head.starts(with: [0x1F, 0x8B]) : isRecord(head))
        {
            return
        }
        throw ToolError(.configuration, "data.archive: \(path): not an archive; left as it is")
    }

    /// True if the first line is a record, or begins as one.
    private func isRecord(_ head: UnsafeRawBufferPointer) -> Bool {
        let end = head.firstIndex(of: 0x0A) ?? head.count
        return RecordFields(UnsafeRawBufferPointer(rebasing: head[..<end])).url != nil
    }

    private func flush() throws(ToolError) {
        if let gzip {
            try gzip.write(buffer)
        } else {
            try file?.write(buffer)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Takes back what folds have archived that did not come to their end, by the journal's marks.
    static func takeBackUnfinished(_ marks: [String]) throws(ToolError) {
        let texts = Set(marks.compactMap { $0.removingPrefix(JournalMark.archivePrefix) })
        for path in texts.map({ NotedPath.path($0) })
        where access("\(path).lock".pathBytes, F_OK) == 0 {
            _ = try ArchiveClaim(path)
        }
    }
}
