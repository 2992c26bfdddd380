// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord

/// All runs of all checks, kept up to date by reading what was added to the files.
struct History {
    /// One check with its runs.
    struct Entry {
        /// The address as the file spells it.
        let url: String
        /// Its target and place.
        var name: CheckName
        /// Its runs.
        var runs = Runs()
        /// Where its records with evidence stand.
        var proofs = ProofPlaces()
        /// Whether runs were added since the last ``seal(expected:)``.
        var isOpen = true
    }

    /// The state of reading the records of one address.
    private struct List {
        /// Records of the data file that were taken.
        var taken = 0
        /// Unix seconds of the last record taken from the data file.
        var lastTaken: Double?
        /// Where the list begins in the data file.
        var start = 0
        /// Its checks among the entries.
        var checks = CheckIndex()
    }

    /// Checks in the order in which they were met.
    private(set) var entries: [Entry] = []
    /// Messages of all runs.
    private(set) var messages = MessageTable()
    private var lists: [List] = []
    private var indices: [URLKey: Int] = [:]
    private var urls: [String] = []
    private var reader = CheckReader()
    private var calendar = LocalDays()

    /// Takes a data file's records that were not taken before.
    ///
    /// An address whose old records are no longer there is read from its beginning.
    mutating func take(_ snapshot: HistorySnapshot, leastSize: Int = 8 << 20) {
        if entries.isEmpty, let half = Self.half(of: snapshot.lists, leastSize: leastSize) {
            takeHalves(snapshot, half)
        } else {
            take(snapshot.lists[...], of: snapshot)
        }
        take(snapshot.newEntries(), of: snapshot.journal)
    }

    /// Takes some lists of a data file.
    mutating func take(_ found: ArraySlice<HistoryList>, of snapshot: HistorySnapshot) {
        var met = Set<Int>()
        for list in found {
            let index = index(of: list.url)
            if met.insert(index).inserted {
                begin(index, at: list.body.lowerBound)
                take(list, of: snapshot, at: index)
            } else {
                // An address may stand twice in a file of foreign origin.
                add(all: snapshot.records(of: list), of: snapshot, at: index)
            }
        }
        for index in lists.indices where !met.contains(index) && lists[index].taken > 0 {
            forget(index)
        }
    }

    private mutating func take(_ list: HistoryList, of snapshot: HistorySnapshot, at index: Int) {
        let known = lists[index].taken
        let fresh = list.count - known
        // The last record taken before, and those behind it, which is almost always all there is to do.
        if known > 0, fresh >= 0 {
            let last = snapshot.lastRecords(fresh + 1, of: list)
            if let before = last.first.flatMap({ reader.check(RecordFields($0)) }),
                before.at == lists[index].lastTaken
            {
                for record in last.dropFirst() {
                    add(RecordFields(record), of: snapshot, at: index)
                }
                lists[index].taken = list.count
                return
            }
        }
        if known > 0 { forget(index) }
        add(all: snapshot.records(of: list), of: snapshot, at: index, count: list.count)
        lists[index].taken = list.count
    }

    /// Adds the addresses of another history, which this one has not.
    mutating func append(_ other: History) {
        let numbers = other.messages.texts.map { messages.index(of: $0) }
        for (url, index) in other.indices { indices[url] = lists.count + index }
        urls += other.urls
        for var list in other.lists {
            list.checks.move(by: entries.count)
            lists.append(list)
        }
        for var entry in other.entries {
            entry.runs.renumberMessages(numbers)
            entries.append(entry)
        }
    }

    private mutating func add(
        all records: RecordSequence,
        of snapshot: HistorySnapshot,
        at index: Int,
        count: Int = 0
    ) {
        var records = records
        var reader = FieldReader()
        while let record = records.next() {
            add(reader.fields(of: record), of: snapshot, at: index, count: count)
        }
    }

    /// Takes records that are not yet in the data file.
    mutating func take(_ journalEntries: [JournalContents.Entry], of journal: JournalContents) {
        for entry in journalEntries {
            let record = journal.record(entry)
            let fields = RecordFields(record)
            guard let check = reader.check(fields), !check.isAhead else { continue }
            let place = self.entry(of: fields, in: index(of: entry.url))
            if check.state.isFailure, check.hasEvidence {
                entries[place].proofs.add(
                    inJournal: journal.start + entry.range.lowerBound,
                    length: record.count,
                    at: check.at
                )
            }
            add(check, at: place)
        }
    }

    /// Takes a record of the data file, of whose list so many are to come at most.
    private mutating func add(
        _ fields: RecordFields,
        of snapshot: HistorySnapshot,
        at index: Int,
        count: Int = 0
    ) {
        guard let check = reader.check(fields) else { return }
        lists[index].lastTaken = check.at
        guard !check.isAhead else { return }
        let place = entry(of: fields, in: index)
        if check.state.isFailure, check.hasEvidence {
            entries[place].proofs.add(
                inData: snapshot.offset(of: fields.record),
                length: fields.record.count,
                at: check.at
            )
        }
        // Most addresses have one check, which then gets all of them.
        if count > 0, entries[place].runs.count == 0, lists[index].checks.indices.count == 1 {
            entries[place].runs.reserve(count)
        }
        add(check, at: place)
    }

    private mutating func add(_ check: RecordedCheck, at index: Int) {
        guard !entries[index].runs.holds(check) else { return }
        entries[index].runs.add(check, message: messages.index(of: check.message))
        entries[index].isOpen = true
    }

    private mutating func index(of url: URLKey) -> Int {
        if let index = indices[url] { return index }
        indices[url] = lists.count
        urls.append(url.text)
        lists.append(List())
        return lists.count - 1
    }

    /// The list of an address begins there in a data file.
    private mutating func begin(_ index: Int, at start: Int) {
        lists[index].start = start
        for place in lists[index].checks.indices.values { entries[place].proofs.listStart = start }
    }

    /// Forgets all runs of an address.
    private mutating func forget(_ index: Int) {
        for (name, place) in lists[index].checks.indices {
            entries[place] = Entry(url: urls[index], name: name)
            entries[place].proofs.listStart = lists[index].start
        }
        (lists[index].taken, lists[index].lastTaken) = (0, nil)
    }

    /// The entry of a record's check.
    private mutating func entry(of fields: RecordFields, in list: Int) -> Int {
        if let place = lists[list].checks.index(of: fields) { return place }
        let name = fields.name
        if name.target != nil { nameChecks(of: list, after: name) }
        if let place = lists[list].checks.indices[name] { return place }
        var entry = Entry(url: urls[list], name: name)
        entry.proofs.listStart = lists[list].start
        entries.append(entry)
        lists[list].checks.insert(name, at: entries.count - 1)
        return entries.count - 1
    }

    /// Lets the checks without a target give way to a named one.
    private mutating func nameChecks(of list: Int, after name: CheckName) {
        let known = lists[list].checks.indices
        let predecessor = name.predecessor { known[$0] != nil }
        for old in lists[list].checks.unnamed {
            guard let place = known[old] else { continue }
            lists[list].checks.remove(old)
            if old == predecessor {
                entries[place].name = name
                entries[place].runs.uncover()
                lists[list].checks.insert(name, at: place)
            } else {
                entries[place] = Entry(url: urls[list], name: old)
            }
        }
    }

    /// Forgets which checks fall into maintenance windows: the configuration is another one.
    mutating func uncover() {
        for index in entries.indices {
            entries[index].runs.uncover()
            entries[index].isOpen = true
        }
    }

    /// Works out what follows from checks that were added; `windows` are those that cover an entry.
    mutating func seal(expected: Double?, windows: (Entry) -> [MaintenanceWindow] = { _ in [] }) {
        for index in entries.indices where entries[index].isOpen {
            entries[index].runs.cover(by: windows(entries[index]))
            entries[index].runs.seal(expected: expected, calendar: &calendar)
            entries[index].isOpen = false
        }
    }
}

extension Runs {
    /// Whether a check is already among them: a record seen in journal and data file is one.
    func holds(_ check: RecordedCheck) -> Bool {
        guard let last = at.last, check.at <= last else { return false }
        var index = firstIndex(after: check.at) - 1
        while index >= 0, at[index] == check.at {
            if result(index) == check.state { return true }
            index -= 1
        }
        return false
    }
}
