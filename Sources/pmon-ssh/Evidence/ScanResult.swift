// SPDX-License-Identifier: MIT

/// What came of one process list.
struct ScanResult: Sendable {
    private static let sign = Array(ProcessView.sign.utf8)
    private static let numbers = Set("0123456789 \t,".utf8)
    private static let mostProcesses = 200_000
    private static let mostSockets = 1000
    /// At most that many lines are kept to see what the list is.
    private static let mostSamples = 50
    /// At most that many lines of a list without process ids are kept, and of each that many bytes.
    private static let mostNames = (lines: 5000, bytes: 100)

    /// One for each marker.
    var filters: [MarkerFilter]
    /// What the command has complained of on its error stream, and how it ended.
    var errors = TextSection(keeping: .first)
    /// How many lines the list had.
    private(set) var lineCount = 0
    /// Where the process id stands; nil if no header said it.
    private(set) var layout: ProcessLayout?
    /// The processes of the list, if a header said where they stand; a bounded number of them.
    private var processes: [Int32] = []

    /// Numbers at the beginnings of lines in a list whose header does not say where the process id stands.
    private var loose: Set<Int32> = []
    /// Words of a list without process ids, by which it may show processes.
    private var names: Set<String> = []
    /// True if there were more lines than are kept.
    private var isLong = false

    /// Lines below the header, if there is one, and whether one of them has letters.
    private var rows = (count: 0, haveLetters: false)
    /// The first lines of a list without a header, cleaned and with single blanks.
    private(set) var samples: [String] = []
    /// Shells of visits that the list shows, by their process ids.
    private(set) var visits: Set<Int> = []
    /// Sockets that the list shows with their owners; nil if it is none of sockets.
    private var sockets: [ListeningSocket]?

    /// True if the list shows ancestors as well, see `ProcessRow`.
    var showsAncestors = false

    /// True if the list shows process 1, as each list does that is neither cut nor filtered.
    var hasInit: Bool { shows(1) }

    /// Nothing yet.
    init(markers: [String], listsSockets: Bool = false) {
        filters = markers.map(MarkerFilter.init)
        sockets = listsSockets ? [] : nil
    }

    /// The programs that listen at a port, in words; nil if the list does not show it.
    func holder(of port: Int) -> String? {
        sockets?.first { $0.port == port }.map { "\($0.owner) listens at \($0.place)" }
    }

    /// Forgets what has come of the list, which begins anew.
    mutating func begin() {
        let errors = errors
        let markers = filters.map(\.text)
        self = ScanResult(markers: markers, listsSockets: sockets != nil)
        self.errors = errors
    }

    /// Takes one line of the list without its newline.
    mutating func take(_ line: [UInt8]) {
        guard !line.isEmpty else { return }
        lineCount += 1
        if let count = sockets?.count, count < Self.mostSockets {
            if let socket = ListeningSocket(line) { sockets?.append(socket) }
        }
        if layout == nil, samples.count < Self.mostSamples {
            samples.append(LineText.single(CleanText.line(line, limit: 300)))
        }
        if let layout {
            if let process = Self.process(in: line, layout) {
                if processes.count < Self.mostProcesses { processes.append(process) }
                if MarkerFilter.contains(line, Self.sign) { visits.insert(Int(process)) }
            }
        } else if let header = ProcessLayout(header: line) {
            layout = header
            samples = []
            (loose, names, isLong) = ([], [], false)
            rows = (0, false)
            for filter in filters.indices { filters[filter].forget() }
            return
        }
        if layout == nil { takeLoose(line) }
        rows.count += 1
        rows.haveLetters = rows.haveLetters || line.contains { !Self.numbers.contains($0) }
        for filter in filters.indices { filters[filter].take(line) }
    }

    /// Takes what may tie a line without a process id to a process: numbers and words at its beginning.
    private mutating func takeLoose(_ line: [UInt8]) {
        guard rows.count < Self.mostNames.lines else {
            isLong = true
            return
        }
        let text = String(decoding: line.prefix(Self.mostNames.bytes), as: UTF8.self)
        for word in text.split(separator: " ", maxSplits: 6).prefix(6) {
            if let number = Int32(word) { loose.insert(number) } else { names.insert(String(word)) }
        }
        names.insert(LineText.single(text))
    }

    /// True if the list shows that process, or may: by its number, or else by the name of its program.
    func mayShow(_ process: Int, names known: [String]) -> Bool {
        if layout != nil { return shows(process) }
        if isLong { return true }
        let number = Int32(exactly: process)
        return number.map(loose.contains) ?? false
            || known.contains { !$0.isEmpty && names.contains($0) }
    }

    /// True if the list has lines and shows numbers alone, as `pgrep` and `pidof` do, so that none can hold a marker.
    var isNumbers: Bool { rows.count > 0 && !rows.haveLetters }

    /// Lets go of all lines, once a verdict on them was reached.
    mutating func forget() {
        filters = []
        processes = []
        samples = []
        (loose, names) = ([], [])
        visits = []
    }

    /// True if a whole list does not show the visit's shell: it comes from another machine or a container, in which
    /// process ids mean something else, or was cut off.
    func isForeign(_ command: ListCommand, _ view: ProcessView) -> Bool {
        guard hasInit, command.origin != .processes, let shell = view.shell else { return false }
        return !shows(shell)
    }

    /// True if the list shows a process by its number.
    func shows(_ process: Int?) -> Bool {
        process.flatMap(Int32.init(exactly:)).map(processes.contains) ?? false
    }

    /// True if the list shows the visit's shell by its number, so that all its numbers are of this machine.
    func isOfMachine(_ view: ProcessView) -> Bool { layout != nil && shows(view.shell) }

    /// True if the list shows processes of this machine.
    func showsProcesses(_ view: ProcessView) -> Bool {
        if layout != nil {
            guard !hasInit || shows(view.shell) else { return false }
            return processes.contains { view.knows(Int($0)) }
        }
        return samples.contains { line in
            let numbers = line.split(separator: " ", maxSplits: 6).prefix(6).compactMap { Int($0) }
            return numbers.contains { $0 > 1 && view.knows($0) }
                || view.arguments.all.contains { LineText.ends(line, with: $0.text) }
        }
    }

    /// The number in a word of a line; nil if it is none.
    private static func process(in line: [UInt8], _ layout: ProcessLayout) -> Int32? {
        let words = line.prefix(200).split(maxSplits: layout.process + 1) {
            $0 == 0x20 || $0 == 0x09
        }
        guard words.count > layout.process else { return nil }
        return Int32(String(decoding: words[layout.process], as: UTF8.self))
    }
}
