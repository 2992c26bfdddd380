// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// The records that one address has already, to tell new ones from those that come a second time.
///
/// The lists of the data file are looked into only if a record is not certainly newer than all of them.
package struct KnownRecords {
    private var lists: [(list: HistoryList, bytes: UnsafeRawBufferPointer)] = []
    private var identities: Set<RecordIdentity> = []
    private var isLoaded = false

    /// Nothing known yet.
    package init() {}

    /// Adds a list of the data file, whose bytes must outlive this.
    package mutating func add(_ list: HistoryList, in bytes: UnsafeRawBufferPointer) {
        lists.append((list, bytes))
    }

    /// Notes a record; false if it was known before.
    package mutating func insert(_ record: UnsafeRawBufferPointer) -> Bool {
        let fields = RecordFields(record)
        if !isLoaded, !isCertainlyNewer(fields) { load() }
        return identities.insert(RecordIdentity(fields)).inserted
    }

    private func isCertainlyNewer(_ fields: RecordFields) -> Bool {
        if lists.isEmpty { return true }
        let (run, time) = (fields.run, fields[.time]?.rawString)
        return lists.allSatisfy { list, bytes in
            guard !list.isIrregular else { return false }
            if let run { return run > list.newestRun }
            let newest = UnsafeRawBufferPointer(rebasing: bytes[list.newestTime])
            guard let time, time.count == newest.count, !time.contains(UInt8(ascii: "\\")) else {
                return newest.isEmpty && list.count == 0
            }
            return newest.lexicographicallyPrecedes(time)
        }
    }

    private mutating func load() {
        isLoaded = true
        for (list, bytes) in lists {
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
            while let record = records.next() { identities.insert(RecordIdentity(record)) }
        }
    }
}
