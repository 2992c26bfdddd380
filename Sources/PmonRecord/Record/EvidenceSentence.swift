// SPDX-License-Identifier: MIT

/// The sentences that pmon-ssh writes into `ssh` beside the lines that it found.
///
/// Page and mail recognise them.
package enum EvidenceSentence: Equatable, Sendable {
    /// The process list was seen to its end, and no line holds the marker.
    case missing(command: String, marker: String)
    /// Each line that holds the marker is of a process that has ended, and whose parent has not noticed.
    case ended(command: String, marker: String)
    /// Each line that holds the marker is of a service that does not run.
    case stopped(command: String, marker: String)
    /// That many lines of the visit's own processes, which do not count.
    case own(Int)
    /// No marker is configured.
    case notAsked
    /// That many lines beyond those that are kept.
    case more(Int)
    /// The process list was not seen, or is none.
    case unknown(machine: String, reason: String)
    /// The machine, `user@host`, could not be looked into.
    case failed(machine: String, reason: String)
    /// Not all could be gathered.
    case incomplete(machine: String, reason: String)

    /// The sentence.
    package var text: String {
        switch self {
        case .missing(let command, let marker): "no line of '\(command)' holds '\(marker)'"
        case .ended(let command, let marker):
            "each line of '\(command)' that holds '\(marker)' is of a process that has ended (state Z)"
        case .stopped(let command, let marker):
            "each line of '\(command)' that holds '\(marker)' is of what does not run"
        case .own(let count):
            "left out: \(count) \(count == 1 ? "line" : "lines") of pmon's own visit"
        case .notAsked: "no process to look for is configured"
        case .more(let count): "and \(count) lines more"
        case .unknown(let machine, let reason): "cannot tell what runs on \(machine): \(reason)"
        case .failed(let machine, let reason): "cannot look into \(machine): \(reason)"
        case .incomplete(let machine, let reason):
            "evidence from \(machine) is incomplete: \(reason)"
        }
    }

    /// Reads a line of `ssh`; `nil` for the line of a process list.
    package init?(_ line: String) {
        if line == Self.notAsked.text {
            self = .notAsked
        } else if let (command, marker) = Self.parts(line, "no line of '", "' holds '", "'") {
            self = .missing(command: command, marker: marker)
        } else if let (command, marker) = Self.parts(
            line,
            "each line of '",
            "' that holds '",
            "' is of a process that has ended (state Z)"
        ) {
            self = .ended(command: command, marker: marker)
        } else if let (command, marker) = Self.parts(
            line,
            "each line of '",
            "' that holds '",
            "' is of what does not run"
        ) {
            self = .stopped(command: command, marker: marker)
        } else if let count = line.split(separator: " ").dropFirst(2).first.flatMap({ Int($0) }),
            line == Self.own(count).text
        {
            self = .own(count)
        } else if let count = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            line == Self.more(count).text
        {
            self = .more(count)
        } else if let (machine, reason) = Self.parts(line, "cannot tell what runs on ", ": ") {
            self = .unknown(machine: machine, reason: reason)
        } else if let (machine, reason) = Self.parts(line, "cannot look into ", ": ") {
            self = .failed(machine: machine, reason: reason)
        } else if let (machine, reason) = Self.parts(line, "evidence from ", " is incomplete: ") {
            self = .incomplete(machine: machine, reason: reason)
        } else {
            return nil
        }
    }

    /// The text before and after `middle` in a line with this beginning and end.
    private static func parts(
        _ line: String,
        _ beginning: String,
        _ middle: String,
        _ end: String = ""
    ) -> (String, String)? {
        guard line.hasPrefix(beginning), line.hasSuffix(end) else { return nil }
        let rest = line.dropFirst(beginning.count).dropLast(end.count)
        guard let range = rest.firstRange(of: middle) else { return nil }
        return (String(rest[..<range.lowerBound]), String(rest[range.upperBound...]))
    }
}
