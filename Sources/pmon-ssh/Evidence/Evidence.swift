// SPDX-License-Identifier: MIT

import PmonCore

/// What a visit says of one address: the members that its record gains.
struct Evidence {
    /// Whether its process runs.
    let process: ProcessState
    /// Why the visit brought nothing or not all; nil if it brought all.
    let failure: VisitFailure?
    /// `user@host` of the machine.
    let machine: String

    private let entry: Inventory.Entry
    private let command: String
    private let fileSystem: TextSection
    private let memory: TextSection
    private let disks: FileSystemReport
    private let kernel: KernelFacts
    private let logs: LogResult?
    private let search: Gathering.LogSearch?

    /// The part of a visit that concerns one address.
    init(_ gathered: Gathered, site: Inventory.Site, entry: Inventory.Entry) {
        self.entry = entry
        machine = site.machine.label
        failure = gathered.failure
        command = site.gathering.scans[entry.share.scan].command
        process = gathered.state(of: entry.share.scan, marker: entry.share.marker)
        disks = FileSystemReport(
            space: gathered.space,
            inodes: gathered.inodes,
            mounts: gathered.mounts
        )
        kernel = gathered.kernel
        fileSystem = gathered.fileSystem
        memory = gathered.memory
        logs = entry.share.logSearch.map { gathered.logs[$0] }
        search = entry.share.logSearch.map { site.gathering.logSearches[$0] }
    }

    /// True if the machine said anything at all.
    private var hasAnything: Bool { fileSystem.hasBegun || memory.hasBegun || process.isKnown }

    /// What is said of the failure, for people: `cannot look into pmon@host: connection refused`.
    var failureText: String? {
        guard let failure else { return nil }
        let sentence: EvidenceSentence =
            hasAnything
            ? .incomplete(machine: machine, reason: failure.text)
            : .failed(machine: machine, reason: failure.text)
        return sentence.text
    }

    /// The members for the record, in their order; those without content are absent.
    var members: [(key: RecordKey, value: JSONValue)] {
        var members: [(key: RecordKey, value: JSONValue)] = [(.ssh, .strings(sshLines))]
        if !fileSystem.lines.isEmpty {
            let text = ([fileSystem.text] + disks.remarks).joined(separator: "\n")
            members.append((.fileSystem, .string(text)))
        }
        if !memory.lines.isEmpty { members.append((.memory, .string(memoryText))) }
        if let logs, logs.lines.status == 0 || !logs.lines.lines.isEmpty {
            members.append((.logs, .string(logs.lines.text)))
        }
        members.append((.verdict, .string(verdict)))
        return members
    }

    /// The lines that hold the marker, or one sentence on why there are none.
    private var sshLines: [String] {
        var lines: [String]
        switch process {
        case .found(let found, let count):
            lines = found
            if count > found.count {
                lines.append(EvidenceSentence.more(count - found.count).text)
            }
        case .missing(let own):
            lines = [EvidenceSentence.missing(command: command, marker: entry.marker).text]
            if own > 0 { lines.append(EvidenceSentence.own(own).text) }
        case .ended(let ended):
            lines = ended
            lines.append(EvidenceSentence.ended(command: command, marker: entry.marker).text)
        case .notAsked: lines = [EvidenceSentence.notAsked.text]
        case .unknown(let reason):
            lines =
                failureText == nil
                ? [EvidenceSentence.unknown(machine: machine, reason: reason).text] : []
        }
        if let failureText { lines.append(failureText) }
        return lines
    }

    /// What the evidence says, the weightiest first, in one line.
    var verdict: String {
        var parts: [String] = []
        if !hasAnything, let failureText { return failureText }
        if let processFailure { parts.append(processFailure) }
        if case .unknown(let reason) = process, failure == nil {
            parts.append(EvidenceSentence.unknown(machine: machine, reason: reason).text)
        }
        parts += disks.alarms
        parts += MemoryUsage(memory.lines, reclaimable: kernel.reclaimable).alarms
        parts += kernel.alarms
        let (alarm, notice) = logs.flatMap { logs in search.map(logs.sentences) } ?? ([], [])
        parts += alarm
        if parts.isEmpty, failure == nil {
            if case .found = process { parts.append("process '\(entry.marker)' is running") }
            parts += notice
            parts.append("nothing unusual found on \(machine)")
        }
        if let failureText { parts.append(failureText) }
        return CleanText.line(parts.joined(separator: "; ").utf8, limit: 1000)
    }

    /// Why the process does not run; nil if it runs, or nobody knows.
    var processFailure: String? {
        switch process {
        case .missing: "process '\(entry.marker)' is not running"
        case .ended:
            "process '\(entry.marker)' is not running: it has ended, and its parent has not noticed (state Z)"
        case .found, .notAsked, .unknown: nil
        }
    }

    /// The lines of `/proc/meminfo`, and how much of the used memory is ZFS' cache.
    private var memoryText: String {
        guard kernel.reclaimable > 0 else { return memory.text }
        return memory.text + "\nZfsReclaimable: \(kernel.reclaimable) kB"
    }
}

extension ProcessState {
    /// True if the list was seen.
    fileprivate var isKnown: Bool {
        if case .unknown = self { false } else { true }
    }
}
