// SPDX-License-Identifier: MIT

/// What came of one search through log files, and what was searched.
struct LogResult: Sendable, Equatable {
    /// The lines that match, and how the search ended.
    var lines = TextSection(keeping: .last)
    /// What the commands have complained of.
    var errors = TextSection(keeping: .first)
    /// Numbers of the frame `i`; empty if none came.
    private var numbers: [Int] = []

    /// Takes the numbers that say what was searched.
    mutating func take(_ fields: some Collection<Substring>) {
        numbers = fields.map { Int($0) ?? 0 }
    }

    /// A sentence on what was found or why nothing was; `notice` is true where it is no news.
    func sentences(_ search: Gathering.LogSearch) -> (alarm: [String], notice: [String]) {
        let place = search.folder ?? "the home folder"
        if let problem = GrepPattern.problem(search.pattern) {
            return (["log.pattern '\(search.pattern)' is not a grep pattern: \(problem)"], [])
        }
        switch lines.status {
        case LogScript.Status.noFolder: return (["there is no log folder \(place)"], [])
        case LogScript.Status.forbidden: return (["the log folder \(place) is not readable"], [])
        case LogScript.Status.noFile: return (["no log file \(search.files) in \(place)"], [])
        case LogScript.Status.nothingToSearch:
            let words = leftOut.joined(separator: ", ")
            return (["no log file \(search.files) in \(place) can be searched: \(words)"], [])
        default: break
        }
        var what = searched.map { [$0] } ?? []
        if let complaint = errors.lines.first { what.append("but incompletely: \(complaint)") }
        let account = what.joined(separator: ", ")
        guard let last = lines.lines.last else {
            guard !account.isEmpty else { return ([], []) }
            let text = "no log line matches '\(search.pattern)'; \(account)"
            return leftOut.isEmpty && errors.lines.isEmpty ? ([], [text]) : ([text], [])
        }
        let count = lines.count
        let number = count < LogScript.mostLines ? "\(count)" : "\(count) or more"
        let verb = count == 1 ? "log line matches" : "log lines match"
        let shown = CleanText.line(last.utf8, limit: 160)
        let text = "\(number) \(verb) '\(search.pattern)', last: \(shown)"
        return (account.isEmpty ? [text] : [text, account], [])
    }

    /// Files and bytes: `searched 3 log files, 12 KiB`, and what was left out; nil if that is not known.
    private var searched: String? {
        guard numbers.count == 8 else { return nil }
        let found = numbers[0]
        let files = numbers[1]
        var text = "searched \(files) log file\(files == 1 ? "" : "s"), \(Self.size(numbers[2]))"
        if found > files { text += ", the newest of \(found)" }
        if numbers[3] > 0 {
            let limit = Self.size(LogScript.mostBytes)
            text += ", only the last \(limit) of \(numbers[3] == files ? "each" : "\(numbers[3])")"
        }
        if !leftOut.isEmpty { text += ", left out: \(leftOut.joined(separator: ", "))" }
        return text
    }

    /// What matches `log.files` and was not searched, with the reason.
    private var leftOut: [String] {
        guard numbers.count == 8 else { return [] }
        var parts: [String] = []
        if numbers[4] > 0 { parts.append("\(numbers[4]) not readable") }
        if numbers[5] > 0 { parts.append("\(numbers[5]) compressed") }
        if numbers[6] > 0 { parts.append("\(numbers[6]) folder\(numbers[6] == 1 ? "" : "s")") }
        if numbers[7] > 0 { parts.append("\(numbers[7]) not regular") }
        return parts
    }

    private static func size(_ bytes: Int) -> String {
        if bytes < 10 << 10 { return "\(bytes) bytes" }
        return bytes < 10 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
    }
}
