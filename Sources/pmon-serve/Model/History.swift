// SPDX-License-Identifier: MIT

import PmonFiles

/// All checks of all addresses, kept up to date by reading what was added to the files.
struct History {
    /// What is known of one address.
    struct Entry {
        /// The address as the file spells it.
        let url: String
        /// Its checks.
        var runs = Runs()
        /// Records of the data file that were taken.
        var taken = 0
        /// Unix seconds of the last record taken from the data file.
        var lastTaken: Double?
        /// Where its records with evidence stand.
        var proofs = ProofPlaces()
        /// Whether checks were added since the last ``seal(expected:)``.
        var isOpen = true
    }

    /// Addresses in the order in which they were met.
    private(set) var entries: [Entry] = []
    /// Messages of all checks.
    private(set) var messages = MessageTable()
    private var indices: [URLKey: Int] = [:]
    private var reader = CheckReader()
    private var calendar = LocalDays()

    /// Takes a data file's records that were not taken before.
    ///
    /// An address whose old records are no longer there is read from its beginning.
    mutating func take(_ snapshot: HistorySnapshot) {
        var met = Set<Int>()
        for list in snapshot.lists {
            let index = index(of: list.url)
            if met.insert(index).inserted {
                entries[index].proofs.listStart = list.body.lowerBound
                take(list, of: snapshot, at: index)
            } else {
                // An address may stand twice in a file of foreign origin.
                add(all: snapshot.records(of: list), of: snapshot, at: index)
            }
        }
        for index in entries.indices where !met.contains(index) && entries[index].taken > 0 {
            entries[index] = Entry(url: entries[index].url)
        }
        take(snapshot.newEntries(), of: snapshot.journal)
    }

    private mutating func take(_ list: HistoryList, of snapshot: HistorySnapshot, at index: Int) {
        let known = entries[index].taken
        let fresh = list.count - known
        // The last record taken before, and those behind it, which is almost always all there is to do.
        if known > 0, fresh >= 0 {
            let last = snapshot.lastRecords(fresh + 1, of: list)
            if let before = last.first.flatMap({ reader.check($0) }),
                before.at == entries[index].lastTaken
            {
                for record in last.dropFirst() {
                    guard let check = reader.check(record) else { continue }
                    add(check, from: record, of: snapshot, at: index)
                }
                entries[index].taken = list.count
                return
            }
        }
        if known > 0 {
            entries[index] = Entry(url: entries[index].url)
            entries[index].proofs.listStart = list.body.lowerBound
        }
        if entries[index].runs.count == 0 { entries[index].runs.reserve(list.count) }
        add(all: snapshot.records(of: list), of: snapshot, at: index)
        entries[index].taken = list.count
    }

    private mutating func add(
        all records: RecordSequence,
        of snapshot: HistorySnapshot,
        at index: Int
    ) {
        var records = records
        var fields = FieldReader()
        while let record = records.next() {
            let check = fields.fields(of: record).flatMap { reader.check($0) }
            if let check { add(check, from: record, of: snapshot, at: index) }
        }
    }

    /// Takes records that are not yet in the data file.
    mutating func take(_ journalEntries: [JournalContents.Entry], of journal: JournalContents) {
        for entry in journalEntries {
            let record = journal.record(entry)
            guard let check = reader.check(record), !check.isAhead else { continue }
            let index = index(of: entry.url)
            if check.state.isFailure, check.hasEvidence {
                entries[index].proofs.add(
                    inJournal: journal.start + entry.range.lowerBound,
                    length: record.count,
                    at: check.at
                )
            }
            add(check, at: index)
        }
    }

    /// Takes a record of the data file.
    private mutating func add(
        _ check: RecordedCheck,
        from record: UnsafeRawBufferPointer,
        of snapshot: HistorySnapshot,
        at index: Int
    ) {
        entries[index].lastTaken = check.at
        guard !check.isAhead else { return }
        if check.state.isFailure, check.hasEvidence {
            entries[index].proofs.add(
                inData: snapshot.offset(of: record),
                length: record.count,
                at: check.at
            )
        }
        add(check, at: index)
    }

    private mutating func add(_ check: RecordedCheck, at index: Int) {
        guard !entries[index].runs.holds(check) else { return }
        entries[index].runs.add(check, message: messages.index(of: check.message))
        entries[index].isOpen = true
    }

    private mutating func index(of url: URLKey) -> Int {
        if let index = indices[url] { return index }
        indices[url] = entries.count
        entries.append(Entry(url: url.text))
        return entries.count - 1
    }

    /// Works out what follows from checks that were added.
    mutating func seal(expected: Double?) {
        for index in entries.indices where entries[index].isOpen {
            entries[index].runs.seal(expected: expected, calendar: &calendar)
            entries[index].isOpen = false
        }
    }

    /// Number of a local day.
    mutating func day(of seconds: Double) -> Int { calendar.number(of: seconds) }
}

extension Runs {
    /// Whether a check is already among them: a record seen in journal and data file is one.
    func holds(_ check: RecordedCheck) -> Bool {
        guard let last = at.last, check.at <= last else { return false }
        var index = firstIndex(after: check.at) - 1
        while index >= 0, at[index] == check.at {
            if states[index] == check.state.rawValue { return true }
            index -= 1
        }
        return false
    }
}
