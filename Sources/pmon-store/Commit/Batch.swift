// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem

/// Records that were read but are not stored yet, as lines of the journal.
struct Batch {
    /// One record among the lines.
    struct Entry {
        let url: URLKey
        /// Where the record stands in `lines`, with its `url`.
        let range: Range<Int>
    }

    /// What goes into the journal.
    private(set) var lines: [UInt8] = []
    private(set) var entries: [Entry] = []
    /// How many bytes of lines that are not records wait at most while the rejected file cannot be written.
    private static let rejectedLimit = 1 << 20

    /// Input lines that are not records, as they came, each with a newline.
    private(set) var rejected: [UInt8] = []
    /// How many lines were not records and are not in the rejected file.
    private(set) var notKept = 0
    /// How many records lie in the future by more than a day.
    private(set) var aheadCount = 0
    private var clock = ClockRule()
    /// Memory for one record at a time.
    private var compact: [UInt8] = []

    /// True if no record waits to be stored.
    var isEmpty: Bool { entries.isEmpty }
    /// Bytes that wait to be stored.
    var size: Int { lines.count + rejected.count }

    /// Forgets the records, which are stored.
    mutating func removeRecords() {
        lines.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        aheadCount = 0
    }

    /// Takes a valid record; a member `clock` is judged anew.
    mutating func add(_ fields: RecordFields) {
        // The clock may have been put back since the records before.
        if entries.isEmpty { clock = ClockRule() }
        compact.removeAll(keepingCapacity: true)
        RecordLine.appendCompact(fields.record, to: &compact)
        if fields[.clock] != nil { ClockRule.removeMark(&compact) }
        if clock.mark(&compact, seconds: fields[.at]?.wholePart) { aheadCount += 1 }
        compact.withUnsafeBytes { JournalLine.append($0, to: &lines) }
        let end = lines.count - 1
        entries.append(Entry(url: fields.url ?? URLKey(""), range: (end - compact.count)..<end))
    }

    /// Takes a line that is no record.
    mutating func reject(_ line: UnsafeRawBufferPointer) {
        rejected.append(contentsOf: line)
        rejected.append(0x0A)
        notKept += 1
    }

    /// Appends the lines that are not records to the rejected file, on disk when this returns.
    ///
    /// If that fails, what was written of them is taken back; they wait for the next attempt, unless they are too many.
    mutating func keepRejected(_ paths: HistoryPaths) throws(ToolError) {
        guard !rejected.isEmpty else { return }
        do throws(ToolError) {
            try writeRejected(paths)
        } catch {
            if rejected.count > Self.rejectedLimit { rejected.removeAll() }
            throw error
        }
        notKept -= rejected.count { $0 == 0x0A }
        rejected.removeAll()
    }

    private func writeRejected(_ paths: HistoryPaths) throws(ToolError) {
        let isNew = access(paths.rejected.pathBytes, F_OK) != 0
        let file = try OpenFile(
            paths.rejected,
            O_WRONLY | O_APPEND,
            owner: paths.owner,
            fallback: .cannotCreate
        )
        let size = try file.size()
        do throws(ToolError) {
            try file.write(rejected)
            try file.synchronize()
        } catch {
            _ = ftruncate(file.descriptor, off_t(size))
            throw error
        }
        if isNew { try Folder.synchronize(of: paths.rejected) }
    }
}
