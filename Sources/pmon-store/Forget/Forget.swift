// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem
import PmonText
import PmonTool

/// Takes the records of checks out of the history: into the archive if there is one.
///
/// All is folded first, under the same lock, so that no record waits in the journal that would come back after a crash. The latest file gives
/// the checks up before the data file does: it never knows more than the history. A crash leaves all of it or nothing in the history and the
/// other part in the archive; see `Archive`.
final class Forget {
    private let settings: StoreSettings
    private let configuration: Configuration
    private let patterns: TargetPatterns
    private let log: Diagnostics

    init(
        _ settings: StoreSettings,
        configuration: Configuration,
        patterns: TargetPatterns,
        log: Diagnostics
    ) {
        self.settings = settings
        self.configuration = configuration
        self.patterns = patterns
        self.log = log
    }

    /// Forgets, or with `isDry` only says what would be forgotten; prints a line a check.
    ///
    /// Throws 66 if there is no history, 65 if it is damaged; then nothing is changed. The status is 1 if nothing is selected.
    func run(isDry: Bool) throws(ToolError) -> ExitStatus {
        // Without a lock, and before anything is folded.
        let plan = try plan()
        guard !plan.selected.isEmpty else {
            log.warn("nothing in \(settings.paths.name) matches")
            return .conditionFalse
        }
        if isDry {
            try tell(plan, "would forget")
            return .success
        }
        let store = Store(settings, log: log)
        var done = plan
        try store.withFolded { history throws(ToolError) in
            // What was stored meanwhile belongs to it.
            done = try self.plan()
            try self.forget(done, in: history)
        }
        try tell(done, "forgot")
        return .success
    }

    private func plan() throws(ToolError) -> ForgetPlan {
        let history = try HistorySnapshot(paths: settings.paths, latest: settings.latest)
        guard history.dataStamp != nil || history.journal.exists else {
            throw ToolError(
                .noInput,
                "cannot open: \(settings.paths.name): No such file or directory"
            )
        }
        guard history.journal.damagedLines == 0 else {
            throw ToolError(
                .data,
                "damaged journal: \(settings.paths.journal): nothing was forgotten; see pmon-store repair"
            )
        }
        var plan = ForgetPlan(
            history,
            latest: try settings.latest.map { path throws(ToolError) in try LatestFile(path) }
        )
        plan.select(patterns, configuration)
        return plan
    }

    private func forget(_ plan: ForgetPlan, in history: WritableHistory) throws(ToolError) {
        let latest = try writeLatest(plan, history)
        let archive = try settings.archive.map { path throws(ToolError) in
            try Archive(path, of: settings.paths, journal: history.journal)
        }
        let data = try writeData(plan, history, archive)
        try data.synchronize()
        try latest?.synchronize()
        if let latest {
            try latest.replace()
            try Folder.synchronize(of: latest.target)
        }
        try data.replace()
        try Folder.synchronize(of: data.target)
        try archive?.release()
        // It holds the archive's mark alone.
        try history.journal.empty()
    }

    /// The data file without the records, which has still to replace the old one.
    private func writeData(
        _ plan: ForgetPlan,
        _ history: WritableHistory,
        _ archive: Archive?
    ) throws(ToolError) -> AtomicFile {
        let old = try history.file()
        let file = try AtomicFile(settings.paths.data, owner: settings.paths.owner)
        let output = FoldOutput(file.file, old: old.bytes)
        let addresses = plan.addresses
        var isFirst = true
        try output.append("{")
        for list in try history.lists() {
            guard addresses.contains(list.url) else {
                try output.startEntry(isFirst: isFirst, oldStart: list.entry.lowerBound)
                try output.append(old: list.entry)
                isFirst = false
                continue
            }
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: old.bytes[list.body]))
            var isOpen = false
            while let record = records.next() {
                guard !plan.selects(list.url, RecordFields(record).name.target) else {
                    try archive?.add(record, url: list.url)
                    continue
                }
                if isOpen {
                    try output.append(",\n")
                } else {
                    try output.startEntry(isFirst: isFirst, oldStart: nil)
                    var key: [UInt8] = []
                    JSONWriter.appendString(list.url.text, to: &key)
                    try output.append(key)
                    try output.append(": [\n")
                    (isFirst, isOpen) = (false, true)
                }
                try output.append(withoutURL: record)
            }
            if isOpen { try output.append("\n]") }
        }
        try output.append(isFirst ? "}\n" : "\n}\n")
        try output.flush()
        try archive?.finish()
        return file
    }

    /// The latest file without the checks; nil if it has none of them.
    private func writeLatest(
        _ plan: ForgetPlan,
        _ history: WritableHistory
    ) throws(ToolError) -> AtomicFile? {
        guard let path = settings.latest else { return nil }
        let (before, after) = try newest(plan, history)
        var entries: [URLKey: LatestEntry] = [:]
        var isChanged = false
        let latest = try LatestFile(path)
        defer { withExtendedLifetime(latest) {} }
        let addresses = plan.addresses
        for entry in latest.entries {
            let checks = LatestEntry(entry.bytes).checks
            let kept = checks.filter { !plan.selects(entry.url, $0.name.target) }
            if kept.count < checks.count { isChanged = true }
            var left = LatestEntry(kept)
            // What `data.keep` has taken lives on here alone, and the later records that said so go.
            if addresses.contains(entry.url), before.place(entry, keep: settings.keep) != .newer,
                left.map({ after.place($0, of: entry.url, keep: settings.keep) }) == .newer
            {
                left?.noteDropped(after: after.instant(of: entry.url))
                isChanged = true
            }
            entries[entry.url] = left
        }
        return isChanged ? try LatestOutput(entries, clock: ClockRule()).write(path, settings) : nil
    }

    /// The newest records of the addresses that lose something, as they are and as they will be.
    private func newest(
        _ plan: ForgetPlan,
        _ history: WritableHistory
    ) throws(ToolError) -> (before: NewestRecords, after: NewestRecords) {
        var before = NewestRecords(monitor: settings.monitor)
        var after = before
        let (bytes, addresses) = (try history.file().bytes, plan.addresses)
        for list in try history.lists() where addresses.contains(list.url) {
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
            while let record = records.next() {
                before.note(record, of: list.url)
                guard !plan.selects(list.url, RecordFields(record).name.target) else { continue }
                after.note(record, of: list.url)
            }
        }
        return (before, after)
    }

    private func tell(_ plan: ForgetPlan, _ verb: String) throws(ToolError) {
        let writer = LineWriter()
        for check in plan.selected {
            let name = check.target.map { "\($0) " } ?? ""
            var line =
                "\(verb) \(check.count) \(check.count == 1 ? "record" : "records") of \(name)\(check.url.masked.text)"
            if let first = check.first, let last = check.last {
                line += ", \(first.localSeconds.dropLast(3)) to \(last.localSeconds.dropLast(3))"
            }
            if check.isConfigured { line += " (still in [urls])" }
            try writer.write(line.onOneLine)
        }
        if let archive = settings.archive, plan.selected.contains(where: { $0.count > 0 }) {
            try writer.write(
                "\(verb == "forgot" ? "they are" : "they would be") in \(archive)".onOneLine
            )
        }
        try writer.flush()
    }
}
