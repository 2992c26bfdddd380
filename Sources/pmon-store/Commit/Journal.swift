// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonSystem

/// The journal as its writer sees it; the writer holds the lock.
///
/// What stands in it is stored. A mark at its end says that all before it was found whole and has gone into the latest
/// file, so that a run need not read what earlier ones have written.
final class Journal {
    private let file: OpenFile
    private let paths: HistoryPaths
    private(set) var size: Int
    /// How long it was when it was opened; nil if it was made then.
    let sizeBefore: Int?
    /// Why it could not be brought to disk; what a second attempt would say is worth nothing.
    private var failure: ToolError?

    /// Opens the journal, which is created with the data file's mode and owner if needed.
    init(_ paths: HistoryPaths) throws(ToolError) {
        self.paths = paths
        let isNew = access(paths.journal.pathBytes, F_OK) != 0
        file = try OpenFile(
            paths.journal,
            O_RDWR | O_APPEND,
            owner: paths.owner,
            fallback: .cannotCreate
        )
        if isNew { try Folder.synchronize(of: paths.journal) }
        size = try file.size()
        sizeBefore = isNew ? nil : size
    }

    /// True if the journal's end says that it is whole, and that `latest` holds all of it.
    ///
    /// An empty journal says the same: it is emptied last.
    func isSettled(latest: String?) throws(ToolError) -> Bool {
        if size == 0 { return true }
        let tail = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(size, 256),
            alignment: 8
        )
        defer { tail.deallocate() }
        guard try file.read(into: tail, from: size - tail.count) == tail.count,
            tail.last == 0x0A
        else { return false }
        let lines = UnsafeRawBufferPointer(tail).dropLast()
        guard let newline = lines.lastIndex(of: 0x0A) ?? (tail.count == size ? -1 : nil) else {
            return false
        }
        let line = UnsafeRawBufferPointer(rebasing: lines[(newline + 1)...])
        guard let mark = JournalLine.content(line), mark.first != UInt8(ascii: "{") else {
            return false
        }
        let text = String(decoding: mark, as: UTF8.self)
        guard let latest else { return text.hasPrefix(JournalMark.settledPrefix) }
        return text == JournalMark.settled(latest: latest)
    }

    /// Everything in the journal.
    func contents() throws(ToolError) -> JournalContents {
        try JournalContents(mapping: paths.journal)
    }

    /// Appends lines, on disk when this returns, unless the caller sees to that in another way.
    ///
    /// If that fails, what was written of them is taken back as far as possible.
    func append(_ lines: [UInt8], synchronizing: Bool = true) throws(ToolError) {
        guard !lines.isEmpty else { return }
        do throws(ToolError) {
            try file.write(lines)
            if synchronizing { try synchronize() }
        } catch {
            _ = ftruncate(file.descriptor, off_t(size))
            // An empty journal says that there is a history.
            if sizeBefore == nil, size == 0 { unlink(paths.journal.pathBytes) }
            throw error
        }
        size += lines.count
    }

    /// Appends a mark without waiting for the disk: a reader that does not find it reads the journal.
    func mark(_ text: String) throws(ToolError) {
        var line: [UInt8] = []
        Array(text.utf8).withUnsafeBytes { JournalLine.append($0, to: &line) }
        try file.write(line)
        size += line.count
    }

    /// Cuts off a torn tail.
    func cut(to end: Int) throws(ToolError) {
        try file.truncate(to: end)
        try file.synchronize()
        size = end
    }

    /// Empties the journal, whose records are in the data file.
    ///
    /// Not waited for: should it come back after a power cut, its records are recognised.
    func empty() throws(ToolError) {
        guard size > 0 else { return }
        try file.truncate(to: 0)
        size = 0
    }

    /// Waits until all that was written is on disk.
    func synchronize() throws(ToolError) {
        if let failure { throw failure }
        do throws(ToolError) {
            try file.synchronize()
        } catch {
            failure = error
            throw error
        }
    }
}
