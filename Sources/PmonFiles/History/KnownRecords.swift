// SPDX-License-Identifier: MIT

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
        if !isLoaded, !isCertainlyNewer(record) { load() }
        return identities.insert(RecordIdentity(record)).inserted
    }

    private func isCertainlyNewer(_ record: UnsafeRawBufferPointer) -> Bool {
        if lists.isEmpty { return true }
        var run: Int?
        var time: UnsafeRawBufferPointer?
        var members = JSONMembers(record)
        while let member = members.next() {
            if member.hasKey("run") { run = member.int }
            if member.hasKey("time") { time = member.rawString }
        }
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
