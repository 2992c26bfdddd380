// SPDX-License-Identifier: MIT

import PmonJSON
package import PmonRecord
package import PmonSystem

/// The data file and its journal at one moment, for reading; taken without a lock and never changing.
///
/// ```
/// let history = try HistorySnapshot("pmon.json")
/// try history.forEachRecord { url, record in … }
/// ```
package final class HistorySnapshot {
    /// The records that are not folded in yet; some may stand in the data file already, see `newEntries`.
    package let journal: JournalContents
    /// The lists of the data file, in its order; an address may stand twice in a file of foreign make.
    package let lists: [HistoryList]
    /// The data file when this was taken; nil if there was none.
    package var dataStamp: FileStamp? { data.stamp }

    private let data: MappedFile

    /// Reads both files; missing ones are empty.
    ///
    /// Throws 66 or 77 if one cannot be read, 65 with the byte offset if the data file is damaged.
    package convenience init(_ dataFile: String) throws(ToolError) {
        try self.init(paths: try HistoryPaths(data: dataFile))
    }

    /// Reads both files of known paths; the latest file helps to tell what an empty or missing data file is.
    ///
    /// With `since` records from before that instant need not be given out.
    package init(
        paths: HistoryPaths,
        latest: String? = nil,
        since: Timestamp? = nil
    ) throws(ToolError) {
        // The journal first: its records are in the data file before they leave it, so none can be missed.
        // A fold may empty it while it is read, which looks like damage; then the next look finds it whole.
        var contents = try JournalContents(paths.journal)
        for _ in 0..<3 where contents.damagedLines > 0 {
            contents = try JournalContents(paths.journal)
        }
        journal = contents
        data = try MappedFile(paths.data)
        lists = try Self.scan(data, name: paths.name, since: since)
        try EmptyHistory.expectBeginning(
            data,
            paths,
            latest: latest,
            journalSize: contents.exists ? contents.bytes.count : nil,
            beginning: paths.beginning,
            isMarked: contents.isMarked
        )
    }

    /// The lists of a data file; throws 65 if it is damaged.
    package static func scan(
        _ data: MappedFile,
        name: String,
        since: Timestamp? = nil
    ) throws(ToolError) -> [HistoryList] {
        do throws(JSONError) {
            return try HistoryScanner.scan(data.bytes, since: since)
        } catch {
            throw ToolError(.data, "damaged data file: \(name): \(error)")
        }
    }

    /// Gives each record once, without its `url`: first those of the data file, then those of the journal.
    ///
    /// Records of one address come in order of arrival. The bytes are valid during the call.
    package func forEachRecord<Failure>(
        _ body: (URLKey, UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        for list in lists {
            let recent = data.bytes[list.recent..<list.body.upperBound]
            var records = RecordSequence(
                UnsafeRawBufferPointer(rebasing: recent),
                isCanonical: list.isCanonical
            )
            while let record = records.next() { try body(list.url, record) }
        }
        var line: [UInt8] = []
        for entry in newEntries() {
            line.removeAll(keepingCapacity: true)
            RecordLine.appendWithoutURL(journal.record(entry), to: &line)
            let result = line.withUnsafeBytes { record in
                Result { () throws(Failure) in try body(entry.url, record) }
            }
            try result.get()
        }
    }

    /// The records of one list in their order.
    package func records(of list: HistoryList) -> RecordSequence {
        RecordSequence(
            UnsafeRawBufferPointer(rebasing: data.bytes[list.body]),
            isCanonical: list.isCanonical
        )
    }

    /// Where a record that this snapshot gave out begins in the data file, in bytes from its start.
    package func offset(of record: UnsafeRawBufferPointer) -> Int {
        guard let start = data.bytes.baseAddress, let place = record.baseAddress else { return 0 }
        return place - start
    }

    /// The last records of a list, at most `count`, in their order.
    ///
    /// Costs what they cost, not the whole list, if the file is in the layout of a fold.
    package func lastRecords(_ count: Int, of list: HistoryList) -> [UnsafeRawBufferPointer] {
        list.last(count, in: data.bytes)
    }

    /// The records of the journal that are not in the data file, each once.
    package func newEntries() -> [JournalContents.Entry] {
        let entries = Array(journal.unfolded(dataStamp))
        guard !entries.isEmpty else { return [] }
        var groups: [URLKey: [Int]] = [:]
        for (index, entry) in entries.enumerated() {
            groups[entry.url, default: []].append(index)
        }
        var known: [URLKey: KnownRecords] = [:]
        for list in lists where groups[list.url] != nil {
            known[list.url, default: KnownRecords()].add(list, in: data.bytes)
        }
        var isNew = [Bool](repeating: false, count: entries.count)
        for (url, indices) in groups {
            var known = known[url] ?? KnownRecords()
            for index in indices {
                isNew[index] = known.insert(journal.record(entries[index]))
            }
        }
        return entries.indices.filter { isNew[$0] }.map { entries[$0] }
    }
}
