// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord

/// What a visit says of one address: the members that its record gains.
struct Evidence {
    /// Whether its process runs.
    let process: ProcessState
    /// Why the visit brought nothing or not all; nil if it brought all.
    let failure: VisitFailure?
    /// `user@host` of the machine.
    let machine: String
    /// The members for the record, in their order; those without content are absent.
    private(set) var members: [(key: RecordKey, value: JSONValue)] = []

    private let mask: EvidenceMask
    private let entry: Inventory.Entry
    private let command: String
    /// The programs that listen at the port of the address, in words; nil if no list shows it.
    private let holder: String?
    private let fileSystem: TextSection
    private let memory: TextSection
    private let disks: FileSystemReport
    private let kernel: KernelFacts
    private let usage: MemoryUsage
    private let logs: LogResult?
    private let search: Gathering.LogSearch?

    /// The part of a visit that concerns one address.
    init(_ gathered: Gathered, site: Inventory.Site, entry: Inventory.Entry) {
        mask = EvidenceMask(site)
        self.entry = entry
        machine = site.machine.label
        failure = gathered.failure
        command = site.gathering.scans[entry.share.scan].command
        holder = ServicePort.of(entry.target.address).flatMap {
            gathered.scans[entry.share.scan].holder(of: $0)
        }
        process = gathered.state(of: entry.share.scan, marker: entry.share.marker)
            .masked(by: mask)
        disks = FileSystemReport(
            space: gathered.space,
            inodes: gathered.inodes,
            mounts: gathered.mounts
        )
        kernel = gathered.kernel
        fileSystem = gathered.fileSystem
        memory = gathered.memory
        usage = MemoryUsage(
            memory.lines,
            reclaimable: kernel.reclaimable,
            limit: gathered.memoryLimit
        )
        var logs = entry.share.logSearch.map { gathered.logs[$0] }
        // Before lines are cut, which would take the end of an address away.
        if let lines = logs?.lines { logs?.lines = lines.mapped(mask.log) }
        self.logs = logs
        search = entry.share.logSearch.map { site.gathering.logSearches[$0] }
        members = makeMembers()
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

    private func makeMembers() -> [(key: RecordKey, value: JSONValue)] {
        var members: [(key: RecordKey, value: JSONValue)] = [(.ssh, .strings(sshLines))]
        if !fileSystem.lines.isEmpty {
            let text = ([fileSystem.text] + disks.remarks).joined(separator: "\n")
            members.append((.fileSystem, .string(mask.text(text))))
        }
        if !memory.lines.isEmpty { members.append((.memory, .string(memoryText))) }
        if let logs, logs.lines.status == 0 || !logs.lines.lines.isEmpty {
            members.append((.logs, .string(mask.text(logs.lines.text))))
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
        case .stopped(let stopped):
            lines = stopped
            lines.append(EvidenceSentence.stopped(command: command, marker: entry.marker).text)
        case .notAsked: lines = [EvidenceSentence.notAsked.text]
        case .unknown(let reason):
            lines =
                failureText == nil
                ? [EvidenceSentence.unknown(machine: machine, reason: reason).text] : []
        }
        if let failureText { lines.append(failureText) }
        return lines.map(mask.line)
    }

    /// What the evidence says, the weightiest first, in one line.
    var verdict: String {
        var parts: [String] = []
        if !hasAnything, let failureText { return failureText }
        if let processFailure { parts.append(processFailure) }
        if let holder, processFailure != nil || isPortTaken { parts.append(holder) }
        if case .unknown(let reason) = process, failure == nil {
            parts.append(EvidenceSentence.unknown(machine: machine, reason: reason).text)
        }
        parts += disks.alarms
        parts += usage.alarms
        parts += kernel.alarms
        let (alarm, notice) = logs.flatMap { logs in search.map(logs.sentences) } ?? ([], [])
        parts += alarm
        if parts.isEmpty, failure == nil {
            if case .found = process { parts.append("process '\(entry.marker)' is running") }
            parts += notice
            parts.append("nothing unusual found on \(machine)")
        }
        if let failureText { parts.append(failureText) }
        return CleanText.line(mask.text(parts.joined(separator: "; ")).utf8, limit: 1000)
    }

    /// True if a log says that an address could not be listened at (bind(2), EADDRINUSE).
    private var isPortTaken: Bool {
        logs?.lines.lines.contains { line in
            let lower = line.lowercased()
            return ["address already in use", "address in use", "eaddrinuse"]
                .contains(where: lower.contains)
        } ?? false
    }

    /// Why the process does not run; nil if it runs, or nobody knows.
    var processFailure: String? {
        switch process {
        case .missing: "process '\(entry.marker)' is not running"
        case .ended:
            "process '\(entry.marker)' is not running: it has ended, and its parent has not noticed (state Z)"
        case .stopped(let lines):
            "process '\(entry.marker)' is not running: '\(mask.line(command))' says "
                + "'\(CleanText.line(mask.line(lines.first ?? "").utf8, limit: 160))'"
        case .found, .notAsked, .unknown: nil
        }
    }

    /// The lines of `/proc/meminfo`, how much of the used memory is ZFS' cache, and what a container may use.
    private var memoryText: String {
        var lines = memory.lines
        if kernel.reclaimable > 0 { lines.append("ZfsReclaimable: \(kernel.reclaimable) kB") }
        return (lines + usage.remarks).joined(separator: "\n")
    }
}

extension ProcessState {
    /// The same without the secrets in the arguments of processes.
    fileprivate func masked(by mask: EvidenceMask) -> ProcessState {
        if case .unknown(let reason) = self { .unknown(mask.line(reason)) } else { self }
    }

    /// True if the list was seen.
    fileprivate var isKnown: Bool {
        if case .unknown = self { false } else { true }
    }
}
