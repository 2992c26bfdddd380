// SPDX-License-Identifier: MIT

/// What one visit has brought.
struct Gathered: Sendable {
    /// Maximum number of lines that say what went wrong.
    static let mostErrors = 3

    var scans: [ScanResult]
    var processes = ProcessView()
    var memory = TextSection(keeping: .first)
    var memoryLimit = MemoryLimit()
    var mounts = MountTable()
    var kernel = KernelFacts()
    var fileSystem = TextSection(keeping: .first)
    var space = DiskTable()
    var inodes = DiskTable()
    var logs: [LogResult]
    /// What the machine said before the first section, on either stream; says why nothing came.
    var complaint = TextSection(keeping: .first)
    /// Why the visit did not come to its end; nil if it did.
    var failure: VisitFailure?
    /// How much the lists need of arguments that hold no marker.
    private var extent = ArgumentTable.Extent.telling
    /// What was asked of the lists.
    private let asked: [Gathering.Scan]
    /// What the default list shows of processes, if it is the only one.
    private var rows: ProcessRows?
    /// The verdict on each list: without a marker, and for each of its markers; nil before it is decided.
    private var states: [[ProcessState]?]

    /// Nothing yet of a gathering.
    init(_ gathering: Gathering, failure: VisitFailure? = nil) {
        asked = gathering.scans
        rows = gathering.hasCommandsOfItsOwn ? nil : ProcessRows()
        scans = gathering.scans.map { scan in
            ScanResult(markers: scan.markers, listsSockets: ListCommand(scan.command).listsSockets)
        }
        states = scans.map { _ in nil }
        logs = gathering.logSearches.map { _ in LogResult() }
        self.failure = failure
    }

    /// Decides on all lists, once for all records that want to know.
    mutating func settle() {
        settle(scans.indices)
        processes = ProcessView()
    }

    /// Decides on the lists that have ended, if all processes were seen; otherwise those after the next list may be.
    mutating func settleEnded() {
        guard processes.isComplete else { return }
        settle(unsettled)
    }

    /// Decides for each marker of some lists whether it was found, and lets go of the lists and of the processes.
    private mutating func settle(_ indices: some Sequence<Int>) {
        for scan in indices where states[scan] == nil {
            let markers: [Int?] = [nil] + scans[scan].filters.indices.map { $0 }
            states[scan] = markers.map { state(of: scan, marker: $0) }
            scans[scan].forget()
        }
        processes.forget()
    }

    /// Whether the marker of that index was found in a list; nil is no marker.
    func state(of scan: Int, marker: Int?) -> ProcessState {
        if let decided = states[scan] { return decided[marker.map { $0 + 1 } ?? 0] }
        return ProcessState(
            scans[scan],
            marker: marker,
            command: asked[scan].command,
            view: processes,
            failure: failure
        )
    }

    /// Takes one line of a section, or of what stands outside of all.
    mutating func take(_ line: [UInt8], of section: Section?) {
        switch section {
        case nil: if complaint.lines.count < Self.mostErrors { complaint.take(line) }
        case .memory: takeFact(line)
        case .kernel: kernel.takeLog(line)
        case .processes: processes.take(String(decoding: line, as: UTF8.self))
        case .fileSystem:
            let row = DiskRow(line)
            let text = row?.space ?? line
            fileSystem.take(text)
            space.take(text)
            if let line = row?.inodes { inodes.take(line) }
        case .arguments:
            let isWanted = scans.contains { $0.filters.contains { $0.holds(line) } }
            processes.takeArguments(line, keeping: isWanted ? .all : extent)
        case .inodes: inodes.take(line)
        case .logs(let index): logs[index].lines.take(line)
        case .scan(let index):
            if rows?.take(line, into: &scans[index]) == nil { scans[index].take(line) }
        }
    }

    /// The lists that have ended, and on which no verdict was reached.
    private var unsettled: [Int] {
        scans.indices.filter { states[$0] == nil && scans[$0].errors.status != nil }
    }

    /// Takes a line of a file of the kernel's, after that file's name, or of `mount`.
    private mutating func takeFact(_ line: [UInt8]) {
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        let rest = line[colon...].dropFirst()
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "/proc/meminfo": memory.take(Array(rest))
        case "/proc/self/mountinfo": mounts.takeMountInfo(String(decoding: rest, as: UTF8.self))
        case "/etc/fstab": mounts.takeTable(String(decoding: rest, as: UTF8.self))
        case "/proc/uptime", "/proc/vmstat", "/proc/spl/kstat/zfs/arcstats":
            kernel.take(String(decoding: rest, as: UTF8.self))
        case let file where memoryLimit.take(String(decoding: rest, as: UTF8.self), of: file): break
        default: mounts.takeMount(String(decoding: line, as: UTF8.self))
        }
    }

    /// Takes one line of the error stream, unless there are enough to say what went wrong.
    mutating func takeError(_ line: [UInt8], of section: Section?) {
        func add(_ line: [UInt8], to errors: inout TextSection) {
            if errors.lines.count < Self.mostErrors { errors.take(line) }
        }
        switch section {
        case nil: add(line, to: &complaint)
        case .scan(let index):
            // A shell says so of a locale that the machine does not have; the list is not worse for it.
            guard scans[index].errors.lines.count < Self.mostErrors else { return }
            let text = String(decoding: line.prefix(200), as: UTF8.self)
            if !text.contains("setlocale: LC_ALL") { add(line, to: &scans[index].errors) }
        case .logs(let index): add(line, to: &logs[index].errors)
        case .memory, .kernel, .arguments, .processes, .fileSystem, .inodes: break
        }
    }

    /// Takes note that a section has begun, or how it ended.
    mutating func mark(_ section: Section, status: Int?) {
        func update(_ text: inout TextSection) {
            text.hasBegun = true
            text.status = status
        }
        switch section {
        case .memory: update(&memory)
        case .kernel, .inodes: break
        case .arguments:
            // The numbers of such lists say what their lines are.
            extent = unsettled.allSatisfy { scans[$0].isOfMachine(processes) } ? .none : .telling
        case .processes:
            guard status != nil else { return }
            for visit in scans.flatMap(\.visits) { processes.takeVisit(visit) }
            processes.finish()
        case .fileSystem: update(&fileSystem)
        case .logs(let index): update(&logs[index].lines)
        case .scan(let index):
            update(&scans[index].errors)
            if status == 0, let table = rows?.table { processes.take(table) }
        }
    }
}
