// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonSystem
import PmonText

/// Reads the files and makes snapshots; used by one thread at a time.
struct ModelReader {
    private var history = History()
    private var latest = LatestResults()
    private var data = SourceState()
    private var journal = SourceState()
    private var results = SourceState()
    private var journalEnd = 0
    private var traits: CheckTraits?
    private var silences = SilenceFile()
    private var silenceState = SourceState()
    private var silenceTargets: [String] = []
    private var spent = SpentSilences()
    private var told = SourceState()

    /// What was last seen of one file.
    private struct SourceState {
        var path = ""
        var stamp: FileStamp?
        var condition = SourceFile.Condition.missing

        /// Whether the file differs from what was seen.
        func isOutdated(_ path: String) -> Bool {
            path != self.path || FileStamp(path: path) != stamp
        }

        /// The file is seen now; `condition` follows when it is read.
        mutating func see(_ path: String) {
            self.path = path
            stamp = FileStamp(path: path)
        }

        var file: SourceFile {
            SourceFile(
                name: path.split(separator: "/").last.map(String.init) ?? path,
                condition: condition,
                changed: stamp == nil ? nil : FileTimes.changed(path),
                size: stamp?.size ?? 0
            )
        }
    }

    /// Reads what changed; returns whether anything did.
    mutating func read(_ settings: Settings) -> Bool {
        do throws(ToolError) {
            let paths = try HistoryPaths(data: settings.dataFile)
            let isDataOutdated = data.isOutdated(paths.data)
            let isJournalOutdated = journal.isOutdated(paths.journal)
            let isLatestOutdated = results.isOutdated(settings.latestFile)
            if isDataOutdated {
                readAll(paths, latest: settings.latestFile)
            } else if isJournalOutdated {
                readJournal(paths)
            }
            if isLatestOutdated { readLatest(settings.latestFile) }
            let isSilenceOutdated = readSilences(settings.configuration)
            let isToldOutdated = readTold(settings.latestFile)
            return isDataOutdated || isJournalOutdated || isLatestOutdated || isSilenceOutdated
                || isToldOutdated
        } catch {
            let condition = SourceFile.Condition.bad(error.message)
            defer { data.condition = condition }
            return data.condition != condition
        }
    }

    /// Reads both files of the history; what stands in them already is not read again.
    private mutating func readAll(_ paths: HistoryPaths, latest: String) {
        if data.path != paths.data { history = History() }
        // Stamps first: a change while reading is then seen as one the next time.
        data.see(paths.data)
        journal.see(paths.journal)
        do throws(ToolError) {
            let snapshot = try HistorySnapshot(paths: paths, latest: latest)
            history.take(snapshot)
            journalEnd = snapshot.journal.end
            data.condition = data.stamp == nil ? .missing : .good
            journal.condition = journal.stamp == nil ? .missing : .good
        } catch {
            data.condition = .bad(error.message)
        }
    }

    /// Reads what was appended to the journal, or all of it if it was begun anew.
    private mutating func readJournal(_ paths: HistoryPaths) {
        journal.see(paths.journal)
        let size = journal.stamp?.size ?? 0
        do throws(ToolError) {
            let contents = try JournalContents(
                paths.journal,
                from: size < journalEnd ? 0 : journalEnd
            )
            history.take(contents.entries, of: contents)
            journalEnd = contents.end
            journal.condition = journal.stamp == nil ? .missing : .good
        } catch {
            journal.condition = .bad(error.message)
        }
    }

    /// Reads the file of silences if it changed, or the targets that it is judged by; returns whether it was read.
    private mutating func readSilences(_ configuration: Configuration) -> Bool {
        let path = configuration.pmon.silenceFile
        let targets = configuration.targets.map { "\($0.key) \($0.redacted)" }
        guard silenceState.isOutdated(path ?? "") || targets != silenceTargets else { return false }
        silenceState.see(path ?? "")
        silenceTargets = targets
        silences = SilenceFile(path: path, targets: configuration.targets)
        return true
    }

    /// Reads what pmon-mail remembers of silences, if there are any and it changed; returns whether it was read.
    private mutating func readTold(_ latest: String) -> Bool {
        guard silences.silences.contains(where: { $0.until == .recovery }) else { return false }
        guard let path = try? SilenceUse.toldFile(beside: latest) else { return false }
        guard told.isOutdated(path) else { return false }
        told.see(path)
        spent = SpentSilences(toldFile: path)
        return true
    }

    private mutating func readLatest(_ path: String) {
        results.see(path)
        do throws(ToolError) {
            latest = try LatestResults(try LatestFile(path))
            results.condition = results.stamp == nil ? .missing : .good
        } catch {
            results.condition = .bad(error.message)
        }
    }

    /// The state of the files as of the last reading.
    mutating func snapshot(_ settings: Settings, now: Double) -> Snapshot {
        let every = settings.every
        let traits = CheckTraits(settings.configuration)
        if let known = self.traits, !known.hasSameWindows(as: traits) { history.uncover() }
        self.traits = traits
        history.seal(expected: every, windows: traits.windows)
        let list = MonitorList(
            configuration: settings.configuration,
            latest: latest,
            history: history,
            traits: traits,
            silences: silences,
            spent: spent,
            every: every,
            now: now
        )
        let states = [data, journal, results]
        let monitors = list.monitors
        let marks = monitors.compactMap { monitor in
            monitor.maintenance != nil || monitor.silence != nil
                ? "\(monitor.key) \(monitor.maintenance?.name ?? "") \(monitor.silence?.line ?? 0)"
                : nil
        }
        let names = settings.configuration.targets.flatMap {
            [$0.key, $0.redacted, $0.checks.name ?? "", $0.checks.group ?? ""]
        }
        let seed =
            states.map { "\($0.path) \($0.stamp?.text ?? "-") \($0.condition)" } + names
            + [settings.id, "\(every ?? 0)", silenceState.stamp?.text ?? "-"] + marks
        return Snapshot(
            revision: Digest.hex(Array(seed.joined(separator: "\n").utf8)),
            id: settings.id,
            made: now,
            monitors: monitors,
            messages: history.messages,
            every: every,
            files: states.map(\.file),
            legacy: latest.legacy(id: settings.id),
            archive: EvidenceArchive(data: data.path, journal: journal.path),
            notices: silences.warnings
        )
    }
}
