// SPDX-License-Identifier: MIT

/// Where in the lines of a process list the process id and the state stand.
struct ProcessLayout: Equatable, Sendable {
    /// Which word is the process id.
    let process: Int
    /// Which word is the state; nil if the list does not show it.
    private(set) var state: Int?
    /// From which word on the command stands; nil if that is not known.
    private(set) var command: Int?

    /// Reads a header, which is a line in capitals with the word `PID`; nil for any other line.
    init?(header: [UInt8]) {
        guard header.count < 1000, !header.contains(where: { (0x61...0x7A).contains($0) }) else {
            return nil
        }
        let words = header.split { $0 == 0x20 || $0 == 0x09 }
        guard let process = words.firstIndex(where: { $0.elementsEqual("PID".utf8) }) else {
            return nil
        }
        self.process = process
        state = words.firstIndex { word in
            ["STAT", "S", "STATE"].contains { word.elementsEqual($0.utf8) }
        }
        let isLast = ["COMMAND", "CMD", "ARGS"].contains {
            words.last?.elementsEqual($0.utf8) == true
        }
        command = isLast ? words.count - 1 : nil
    }

    /// Finds the process id in lines without a header: the first word of which all are known and differ.
    init?(of lines: [String], in view: ProcessView) {
        let rows = lines.map { $0.split(separator: " ", maxSplits: 8) }
        for index in 0..<6 {
            let numbers = rows.compactMap { $0.count > index ? Int($0[index]) : nil }
            if !numbers.isEmpty, numbers.count == lines.count, Set(numbers).count == lines.count,
                numbers.contains(where: { $0 > 1 && view.knows($0) })
            {
                process = index
                return
            }
        }
        return nil
    }

    /// The process id in a line; nil if there is none.
    func process(in line: some StringProtocol) -> Int? {
        let words = line.split(separator: " ", maxSplits: process + 1)
        return words.count > process ? Int(words[process]) : nil
    }

    /// The command in a line; nil if the list does not say where it stands.
    func command(in line: String) -> Substring? {
        guard let command else { return nil }
        let words = line.split(separator: " ", maxSplits: command)
        return words.count > command ? words[command] : nil
    }

    /// True for the line of a process that has ended, as far as the list shows it.
    func hasEnded(_ line: String) -> Bool {
        let words = state.map { line.split(separator: " ", maxSplits: $0 + 1) } ?? []
        // A word of more than a state's flags is part of a command.
        if let state, words.count > state, words[state].first == "Z",
            words[state].dropFirst().allSatisfy({ "<NLslEVWX+".contains($0) })
        {
            // Other threads of the process go on where `ps` shows `l`.
            return !words[state].contains("l")
        }
        return line.hasSuffix("<defunct>") || line.hasSuffix("<zombie>")
    }
}
