// SPDX-License-Identifier: MIT

/// The processes that a line names together with their numbers: `ss`, `netstat`, `lsof`, `sockstat` and `pstree -p`.
///
/// Name and number must both be those of a process of this machine.
struct SocketOwners {
    /// The processes.
    private(set) var processes: [RunningProcess] = []
    /// True if the line says who owns the socket, whether or not that process is known.
    let areShown: Bool
    /// True for a socket that waits for others: of TCP in the state LISTEN, of UDP without a peer.
    let isListening: Bool

    /// Reads a line with single blanks.
    init(of line: String, in view: ProcessView) {
        let words = line.split(separator: " ")
        areShown = line.contains(",pid=") || words.contains { Self.program(in: $0) != nil }
        isListening =
            words.contains { ["LISTEN", "UNCONN", "(LISTEN)"].contains($0) }
            || words.first?.hasPrefix("udp") == true
        for (index, word) in words.enumerated() {
            for number in Self.numbers(in: word) {
                guard let process = view.processes[number], number > 1,
                    Self.isNamed(process, at: index, of: words, view.arguments[number]?.text ?? ""),
                    !processes.contains(process)
                else { continue }
                processes.append(process)
            }
        }
    }

    /// The numbers in a word.
    private static func numbers(in word: Substring) -> [Int] {
        word.split { !("0"..."9").contains($0) }.compactMap { $0.count < 10 ? Int($0) : nil }
    }

    /// The number and what follows it in `612/nginx:`; nil for any other word.
    private static func program(in word: Substring) -> (Int, Substring)? {
        let parts = word.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[0]), parts[1].first?.isLetter == true else {
            return nil
        }
        return (number, parts[1])
    }

    /// True if a word, or those around it, name the process with its number.
    private static func isNamed(
        _ process: RunningProcess,
        at index: Int,
        of words: [Substring],
        _ arguments: String
    ) -> Bool {
        let (word, name, number) = (words[index], process.name, process.number)
        if word.contains("\"\(name)\",pid=\(number),") || word.contains("\(name)(\(number)") {
            return true
        }
        if let (found, program) = program(in: word), found == number {
            return name.hasPrefix(program) || arguments.contains(program)
        }
        // lsof cuts names at nine letters.
        guard word == "\(number)", index > 0 else { return false }
        let before = words[index - 1]
        return before == name || before.count >= 9 && name.hasPrefix(before)
    }
}
