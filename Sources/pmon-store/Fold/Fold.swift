// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem

/// Moves the journal's records into a new data file beside the old one.
///
/// Lists that stay as they are, and the old part of those that grow, are copied as bytes.
final class Fold {
    /// What one address has in the old file and what comes to it.
    private struct Group {
        let url: URLKey
        var lists: [HistoryList] = []
        var added: [UnsafeRawBufferPointer] = []
    }

    private let history: WritableHistory
    private let settings: StoreSettings
    private let old: MappedFile
    private let groups: [Group]
    private let retention: RetentionRule
    private var archive: Archive?
    /// True if the journal may have records that are not in the new data file: another fold would take them for new ones.
    private var mayReturn: Bool
    /// Why records stay although they are older than `data.keep`, if so.
    private(set) var leap: String?
    /// The newest of the records that have gone, once the file is written.
    private(set) var dropped: NewestRecords

    /// Reads what is to be folded; the data file must not be damaged.
    init(_ history: WritableHistory, settings: StoreSettings) throws(ToolError) {
        self.history = history
        self.settings = settings
        dropped = NewestRecords(monitor: settings.monitor)
        let file = try history.file()
        let groups = try Self.groups(history.lists(), in: file, added: history.journalGroups())
        (old, self.groups) = (file, groups)
        // It was folded before, but not emptied.
        let new = groups.reduce(0) { $0 + $1.added.count }
        mayReturn = try history.journalContents().entries.count > new
        let now = Timestamp.now()
        func drops(_ rule: RetentionRule) -> [Int] {
            groups.map { Self.countOfDropped($0, in: file, by: rule) }
        }
        var rule = RetentionRule(settings.keep, from: now, now: now)
        // The records are asked for the time only if some would go by the clock.
        if case .age(let age) = settings.keep {
            let byClock = drops(rule)
            if byClock.contains(where: { $0 > 0 }) {
                let confirmed = try RetentionClock(history, now: now).instant
                rule = RetentionRule(settings.keep, from: confirmed, now: now)
                let lag = confirmed.map { now - $0 }
                let isUsual = lag.map { $0 <= max(RetentionClock.usualLag, age / 4) } ?? false
                if !isUsual, drops(rule) != byClock {
                    leap = Self.explain(lag)
                }
            }
        }
        retention = rule
        if settings.keep != .all, let path = settings.archive {
            archive = try Archive(path, of: settings.paths, journal: history.journal)
        }
    }

    private static func explain(_ lag: Duration?) -> String {
        guard let days = lag.map({ $0.components.seconds / 86_400 }) else {
            return "no day of records confirms the clock yet"
        }
        return "the clock is \(days) days ahead of what a day of records confirms"
    }

    /// How many records of an address go by age.
    private static func countOfDropped(
        _ group: Group,
        in file: MappedFile,
        by rule: RetentionRule
    ) -> Int {
        guard !group.added.isEmpty || group.lists.contains(where: { rule.mayDrop($0, adding: 0) })
        else { return 0 }
        var dropper = rule.dropper(total: 0)
        var count = 0
        for list in group.lists where !dropper.isDone {
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: file.bytes[list.body]))
            while !dropper.isDone, let record = records.next() {
                if dropper.drops(record) { count += 1 }
            }
        }
        for record in group.added where dropper.drops(record) { count += 1 }
        return count
    }

    /// Lets go of the archive; to be done after the new file has replaced the data file.
    func release() throws(ToolError) {
        try archive?.release()
    }

    /// Writes the new file, which is not on disk yet and has still to replace the data file.
    func write() throws(ToolError) -> AtomicFile {
        let file = try AtomicFile(settings.paths.data, owner: settings.paths.owner)
        let output = FoldOutput(file.file, old: old.bytes)
        try output.append("{")
        var isFirst = true
        for group in groups {
            try write(group, to: output, isFirst: &isFirst)
        }
        try output.append(isFirst ? "}\n" : "\n}\n")
        try output.flush()
        try archive?.finish()
        if mayReturn {
            // Where the journal is not emptied, because of a crash or of the latest file, nothing else would tell.
            let stamp = FileStamp(try file.file.status())
            try history.journal.mark(JournalContents.folded(stamp))
            try history.journal.synchronize()
        }
        return file
    }

    private func write(
        _ group: Group,
        to output: FoldOutput,
        isFirst: inout Bool
    ) throws(ToolError) {
        let isCopied =
            group.lists.count == 1 && group.lists[0].isCanonical
            && (group.lists[0].count > 0 || group.added.isEmpty)
        if isCopied, !retention.mayDrop(group.lists[0], adding: group.added.count) {
            let list = group.lists[0]
            try output.startEntry(isFirst: isFirst, oldStart: list.entry.lowerBound)
            isFirst = false
            guard !group.added.isEmpty else { return try output.append(old: list.entry) }
            // Up to the line end before the closing bracket.
            try output.append(old: list.entry.lowerBound..<(list.body.upperBound - 1))
            for record in group.added {
                try output.append(",\n")
                try output.append(fromJournal: record)
            }
            return try output.append("\n]")
        }
        try rewrite(group, to: output, isFirst: &isFirst)
    }

    /// Writes an address record by record: lists of another layout, and those that lose records.
    private func rewrite(
        _ group: Group,
        to output: FoldOutput,
        isFirst: inout Bool
    ) throws(ToolError) {
        var drop = retention.dropper(
            total: group.lists.reduce(0) { $0 + $1.count } + group.added.count
        )
        let wasEmpty = group.added.isEmpty && group.lists.allSatisfy { $0.count == 0 }
        var kept = 0
        func take(_ record: UnsafeRawBufferPointer, isNew: Bool) throws(ToolError) {
            guard !drop.drops(record) else {
                mayReturn = mayReturn || isNew
                dropped.note(record, of: group.url)
                try archive?.add(record, url: group.url)
                return
            }
            if kept == 0 { try open(group, output, &isFirst) }
            try output.append(kept == 0 ? "\n" : ",\n")
            if isNew {
                try output.append(fromJournal: record)
            } else {
                try output.append(withoutURL: record)
            }
            kept += 1
        }
        for list in group.lists {
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: old.bytes[list.body]))
            while let record = records.next() { try take(record, isNew: false) }
        }
        for record in group.added { try take(record, isNew: true) }
        if kept > 0 {
            try output.append("\n]")
        } else if wasEmpty {
            try open(group, output, &isFirst)
            try output.append("]")
        }
    }

    private func open(
        _ group: Group,
        _ output: FoldOutput,
        _ isFirst: inout Bool
    ) throws(ToolError) {
        try output.startEntry(isFirst: isFirst, oldStart: nil)
        isFirst = false
        var key: [UInt8] = []
        JSONWriter.appendString(group.url.text, to: &key)
        try output.append(key)
        try output.append(": [")
    }

    /// The addresses of both files in the order of their bytes, each with what is new to it.
    private static func groups(
        _ lists: [HistoryList],
        in file: MappedFile,
        added: [URLKey: [UnsafeRawBufferPointer]]
    ) -> [Group] {
        var groups: [URLKey: Group] = [:]
        groups.reserveCapacity(lists.count)
        for list in lists {
            groups[list.url, default: Group(url: list.url)].lists.append(list)
        }
        for (url, records) in added {
            var known = KnownRecords()
            for list in groups[url]?.lists ?? [] { known.add(list, in: file.bytes) }
            let new = records.filter { known.insert($0) }
            guard !new.isEmpty else { continue }
            groups[url, default: Group(url: url)].added = new
        }
        return groups.values.sorted { $0.url < $1.url }
    }
}
