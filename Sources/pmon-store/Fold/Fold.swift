// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

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
    /// Set if records are kept although they are older than `data.keep`, as time has leapt.
    private(set) var leap: RetentionClock?
    /// The scans that this run has stored, where age matters.
    private(set) var runs: Set<Int>

    /// Reads what is to be folded; the data file must not be damaged.
    ///
    /// The records of this run stand in the journal from `start` on; for the rest see `RetentionClock`.
    init(
        _ history: WritableHistory,
        settings: StoreSettings,
        runStart start: Int,
        ownMarks marks: Set<String> = [],
        lastRuns runs: Set<Int> = []
    ) throws(ToolError) {
        self.runs = runs
        self.history = history
        self.settings = settings
        old = try history.file()
        groups = try Self.groups(history.lists(), in: old, added: history.journalGroups())
        var instant = Timestamp.now()
        if case .age(let age) = settings.keep {
            let clock = try RetentionClock(
                history,
                runStart: start,
                ownMarks: marks,
                lastRuns: runs,
                now: instant
            )
            self.runs = clock.runs
            instant = clock.instant
            if clock.leap > max(Self.usualPause, age / 4) { leap = clock }
        }
        retention = RetentionRule(settings.keep, now: instant)
        if settings.keep != .all, let path = settings.archive {
            archive = try Archive(path, of: settings.paths, journal: history.journal)
        }
        if let clock = leap, !holdsBack(clock.now) { leap = nil }
    }

    /// Two runs may lie that far apart without a word.
    private static let usualPause = Duration.seconds(2 * 86_400)

    /// True if records stay that would go if age counted from `instant`.
    private func holdsBack(_ instant: Timestamp) -> Bool {
        let rule = RetentionRule(settings.keep, now: instant)
        var (late, now) = (rule.dropper(total: 0), retention.dropper(total: 0))
        func isHeldBack(_ record: UnsafeRawBufferPointer) -> Bool {
            late.drops(record) && !now.drops(record)
        }
        return groups.contains { group in
            if group.added.contains(where: isHeldBack) { return true }
            return group.lists.contains { list in
                guard rule.mayDrop(list, adding: 0) else { return false }
                var records = RecordSequence(UnsafeRawBufferPointer(rebasing: old.bytes[list.body]))
                while let record = records.next() { if isHeldBack(record) { return true } }
                return false
            }
        }
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
