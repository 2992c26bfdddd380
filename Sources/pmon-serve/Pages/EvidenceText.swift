// SPDX-License-Identifier: MIT

import PmonCore

/// A failure with its evidence as plain text, to be kept or sent to somebody.
struct EvidenceText {
    /// The monitor.
    let monitor: Monitor
    /// Unix seconds of the check.
    let at: Double
    /// The record.
    let record: Record

    /// All of it, uncut.
    var text: String {
        var lines = [monitor.name]
        if monitor.name != monitor.url { lines.append(monitor.url) }
        lines.append("\(LocalTime.full(at)) \(LocalTime.zone(at))")
        let word = record.result.map { CheckState($0).word } ?? ""
        let message = record.message?.text ?? ""
        lines.append("\(word) \(Int(message).map(StatusWords.text) ?? message)")
        if let verdict = record[.verdict]?.string { lines.append("verdict: \(verdict)") }
        for (name, key) in Self.parts {
            guard let value = record[key], value != .null else { continue }
            let content = value.strings?.joined(separator: "\n") ?? value.string ?? ""
            lines += ["", "--- \(name) ---", content.isEmpty ? "(empty)" : content]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let parts: [(name: String, key: RecordKey)] = [
        ("processes", .ssh), ("memory", .memory), ("disks", .fileSystem), ("logs", .logs),
    ]

    /// Name of the file: letters, digits, dots and hyphens only.
    var fileName: String {
        let time = "\(LocalTime.date(at))-\(LocalTime.clock(at).filter { $0 != ":" })"
        let name = monitor.name.map { character -> Character in
            character.isASCII && (character.isLetter || character.isNumber || character == ".")
                ? character : "-"
        }
        let short = String(name).split(separator: "-").joined(separator: "-").prefix(60)
        return "pmon-\(short)-\(time).txt"
    }
}
