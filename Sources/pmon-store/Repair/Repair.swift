// SPDX-License-Identifier: MIT

import Glibc
import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem
import PmonTool

/// Saves what damaged files hold.
final class Repair {
    private let settings: StoreSettings
    private let log: Diagnostics
    private let writer = LineWriter()

    init(_ settings: StoreSettings, log: Diagnostics) {
        self.settings = settings
        self.log = log
    }

    /// Repairs each file that needs it and brings the files up to each other; prints what was done.
    func run() throws(ToolError) -> ExitStatus {
        do {
            let lock = try HistoryLock(settings.paths)
            defer { withExtendedLifetime(lock) {} }
            try repairJournal()
            try repairData()
            try repairLatest()
        }
        try Store(settings, log: log).commit(Batch(), folding: true)
        try writer.flush()
        return .success
    }

    private func repairJournal() throws(ToolError) {
        let path = settings.paths.journal
        guard access(path.pathBytes, F_OK) == 0 else { return }
        let journal = try JournalContents(mapping: path)
        guard journal.damagedLines > 0 || journal.tornBytes > 0 else {
            return try writer.write("\(path): ok")
        }
        let copy = try BrokenCopy.keep(journal.bytes, of: path)
        var lines: [UInt8] = []
        // The next fold needs them to take back what a dead one has archived, and to know what one has folded.
        var marks = journal.marks.filter { JournalMark.isOfFold($0.text) }[...]
        func appendMarks(before offset: Int) {
            while let mark = marks.first, mark.offset < offset {
                Array(mark.text.utf8).withUnsafeBytes { JournalLine.append($0, to: &lines) }
                marks.removeFirst()
            }
        }
        for entry in journal.entries {
            appendMarks(before: entry.range.lowerBound)
            JournalLine.append(journal.record(entry), to: &lines)
        }
        appendMarks(before: .max)
        try AtomicFile.replace(path, owner: settings.paths.owner, with: lines)
        try writer.write(
            "\(path): \(journal.entries.count) records saved; the damaged file is \(copy)"
        )
    }

    private func repairData() throws(ToolError) {
        let name = settings.paths.name
        let data = try MappedFile(settings.paths.data)
        if data.stamp == nil { return try beginAnew(data) }
        do throws(ToolError) {
            let lists = try HistorySnapshot.scan(data, name: name)
            if EmptyHistory.isEmpty(data) {
                throw ToolError(.data, "damaged data file: \(name): empty")
            }
            let doubles = DoubleRecords(lists, in: data.bytes, keepsPlaces: true)
            guard doubles.count > 0 else { return try writer.write("\(name): ok") }
            let file = try write(doubles.kept, of: data)
            let copy = try keepDamaged(data)
            try file.replace()
            try Folder.synchronize(of: settings.paths.data)
            return try writer.write(
                "\(name): \(doubles.count) records removed that were there twice; the former file is \(copy)"
            )
        } catch {
            guard error.status == .data else { throw error }
        }
        let salvage = HistorySalvage(data.bytes, known: try knownTargets())
        // Two files in one hold most records twice.
        let records = DoubleRecords.removed(from: salvage.records, in: data.bytes)
        let file = try write(records, of: data)
        let unplaced = try keepUnplaced(salvage, of: data)
        let copy = try keepDamaged(data)
        try file.replace()
        try Folder.synchronize(of: settings.paths.data)
        try writer.write(
            """
            \(name): \(records.values.reduce(0) { $0 + $1.count }) records of \(records.count) addresses saved, \
            \(salvage.lostBytes) bytes lost; the damaged file is \(copy)
            """
        )
        if let unplaced {
            log.warn(
                "\(name): \(salvage.unplaced.count) records have lost their address; they are in \(unplaced)"
            )
        }
    }

    /// Writes a new data file of these records, which has still to replace the old one.
    private func write(
        _ records: [URLKey: [Range<Int>]],
        of data: MappedFile
    ) throws(ToolError) -> AtomicFile {
        let file = try AtomicFile(settings.paths.data, owner: settings.paths.owner)
        let output = FoldOutput(file.file, old: data.bytes)
        try output.append("{")
        for (index, url) in records.keys.sorted().enumerated() {
            try output.startEntry(isFirst: index == 0, oldStart: nil)
            var key: [UInt8] = []
            JSONWriter.appendString(url.text, to: &key)
            try output.append(key)
            let ranges = records[url] ?? []
            try output.append(": [")
            for (index, range) in ranges.enumerated() {
                try output.append(index == 0 ? "\n" : ",\n")
                try output.append(withoutURL: UnsafeRawBufferPointer(rebasing: data.bytes[range]))
            }
            try output.append(ranges.isEmpty ? "]" : "\n]")
        }
        try output.append(records.isEmpty ? "}\n" : "\n}\n")
        try output.flush()
        return file
    }

    /// Begins a history whose data file is missing, with what the journal holds.
    private func beginAnew(_ data: MappedFile) throws(ToolError) {
        let journal = try JournalContents(mapping: settings.paths.journal)
        do throws(ToolError) {
            try EmptyHistory.expectBeginning(
                data,
                settings.paths,
                latest: settings.latest,
                journalSize: journal.exists ? journal.bytes.count : nil,
                beginning: settings.paths.beginning,
                isMarked: journal.isMarked
            )
        } catch {
            guard error.status == .data else { throw error }
            let owner = settings.paths.owner
            try AtomicFile.replace(settings.paths.data, owner: owner, with: Array("{}\n".utf8))
            try writer.write(
                "\(settings.paths.name): missing; begins anew with the \(journal.entries.count) records of the journal"
            )
        }
    }

    /// Where the configuration, the latest file and the journal know each target to stand.
    private func knownTargets() throws(ToolError) -> HistorySalvage.Targets {
        var targets = settings.targets.mapValues { Set([$0]) }
        func note(_ record: UnsafeRawBufferPointer, _ url: URLKey) {
            guard let target = RecordFields(record).target else { return }
            targets[target, default: []].insert(url)
        }
        let journal = try JournalContents(mapping: settings.paths.journal)
        for entry in journal.entries { note(journal.record(entry), entry.url) }
        // A damaged latest file is looked at later.
        if let path = settings.latest, let latest = try? LatestFile(path) {
            for entry in latest.entries {
                for check in LatestEntry(entry.bytes).checks {
                    check.record.withUnsafeBytes { note($0, entry.url) }
                }
            }
        }
        return targets
    }

    /// Writes the records of unknown address, one a line, to `DATA.unplaced` or the next free name.
    private func keepUnplaced(
        _ salvage: HistorySalvage,
        of data: MappedFile
    ) throws(ToolError) -> String? {
        guard !salvage.unplaced.isEmpty else { return nil }
        let name = BrokenCopy.freeName(for: settings.paths.data, suffix: "unplaced")
        var lines: [UInt8] = []
        for range in salvage.unplaced {
            lines.append(contentsOf: UnsafeRawBufferPointer(rebasing: data.bytes[range]))
            lines.append(0x0A)
        }
        try AtomicFile.replace(name, owner: settings.paths.owner, with: lines)
        return name
    }

    /// Gives the damaged file a second name, under which it stays when a new one takes its first.
    private func keepDamaged(_ data: MappedFile) throws(ToolError) -> String {
        let name = BrokenCopy.freeName(for: settings.paths.data)
        if link(settings.paths.data.pathBytes, name.pathBytes) == 0 { return name }
        return try BrokenCopy.keep(data.bytes, of: settings.paths.data)
    }

    /// Moves a damaged latest file away; it is made anew from the history.
    private func repairLatest() throws(ToolError) {
        guard let path = settings.latest else { return }
        do throws(ToolError) {
            let latest = try LatestFile(path)
            guard latest.stamp != nil else { return }
            guard try isUnlikeHistory(latest) else { return try writer.write("\(path): ok") }
        } catch {
            guard error.status == .data else { throw error }
        }
        let target = try FileTarget.resolve(path)
        let copy = BrokenCopy.freeName(for: target)
        guard rename(target.pathBytes, copy.pathBytes) == 0 else {
            throw .system("rename", target, errno: errno)
        }
        try writer.write("\(path): made anew from the history; the former file is \(copy)")
    }

    /// True if the latest file and the history have different newest records, as after a restored backup.
    private func isUnlikeHistory(_ latest: LatestFile) throws(ToolError) -> Bool {
        var newest = NewestRecords(monitor: settings.monitor)
        let data = try MappedFile(settings.paths.data)
        for list in try HistorySnapshot.scan(data, name: settings.paths.name) {
            newest.note(list, in: data.bytes)
        }
        let journal = try JournalContents(mapping: settings.paths.journal)
        for entry in journal.entries { newest.note(journal.record(entry), of: entry.url) }
        return latest.entries.contains { newest.place($0, keep: settings.keep) != .same }
    }
}
