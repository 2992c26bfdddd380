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
    private let logs: TextSection?
    private let search: Gathering.LogSearch?

    /// The part of a visit that concerns one address.
    init(_ gathered: Gathered, site: Inventory.Site, entry: Inventory.Entry) {
        self.entry = entry
        machine = site.machine.label
        failure = gathered.failure
        command = site.gathering.scans[entry.share.scan].command
        process = ProcessState(
            gathered.scans[entry.share.scan],
            marker: entry.share.marker,
            command: command,
            failure: gathered.failure
        )
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
        if !fileSystem.lines.isEmpty { members.append((.fileSystem, .string(fileSystem.text))) }
        if !memory.lines.isEmpty { members.append((.memory, .string(memory.text))) }
        if let logs, logs.status == 0 || !logs.lines.isEmpty {
            members.append((.logs, .string(logs.text)))
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
        case .missing:
            lines = [EvidenceSentence.missing(command: command, marker: entry.marker).text]
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
        if process == .missing { parts.append("process '\(entry.marker)' is not running") }
        if case .unknown(let reason) = process, failure == nil {
            parts.append(EvidenceSentence.unknown(machine: machine, reason: reason).text)
        }
        parts += DiskUsage.alarming(fileSystem.lines).prefix(5).map {
            "\($0.mount) is \($0.percent) % full"
        }
        parts += MemoryUsage(memory.lines).alarms
        parts += logSentence
        if parts.isEmpty, failure == nil {
            if case .found = process { parts.append("process '\(entry.marker)' is running") }
            parts.append("nothing unusual found on \(machine)")
        }
        if let failureText { parts.append(failureText) }
        return CleanText.line(parts.joined(separator: "; ").utf8, limit: 1000)
    }

    private var logSentence: [String] {
        guard let logs, let search else { return [] }
        let place = search.folder ?? "the home folder"
        if let problem = GrepPattern.problem(search.pattern) {
            return ["log.pattern '\(search.pattern)' is no grep pattern: \(problem)"]
        }
        switch logs.status {
        case GatherScript.LogStatus.noFolder: return ["there is no log folder \(place)"]
        case GatherScript.LogStatus.noFile: return ["no log file \(search.files) in \(place)"]
        case GatherScript.LogStatus.notReadable:
            return ["log files \(search.files) in \(place) are not readable"]
        default: break
        }
        guard let last = logs.lines.last else { return [] }
        let count = logs.lines.count
        let number = count < GatherScript.logLines ? "\(count)" : "\(count) or more"
        let what = count == 1 ? "log line matches" : "log lines match"
        let shown = CleanText.line(last.utf8, limit: 160)
        return ["\(number) \(what) '\(search.pattern)', last: \(shown)"]
    }
}

extension ProcessState {
    /// True if the list was seen.
    fileprivate var isKnown: Bool {
        if case .unknown = self { false } else { true }
    }
}
