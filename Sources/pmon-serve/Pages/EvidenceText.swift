// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

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
        lines += answer + times
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the server answered: headers, a blank line, the body.
    private var answer: [String] {
        guard let response = record[.response]?.object else { return [] }
        let body = response["body"]?.string ?? ""
        var lines = ["", "--- answer ---"] + (response["headers"]?.strings ?? [])
        lines += ["", body.isEmpty ? "(no body)" : body]
        if response["truncated"]?.bool == true { lines.append("(only the beginning is kept)") }
        return lines
    }

    /// The phases of the check.
    private var times: [String] {
        guard let timing = record[.timing]?.object else { return [] }
        let known = zip(Phases.Name.allCases, NumberField.timing).compactMap { name, field in
            field.number(timing[name.rawValue]?.double).map { "\(name.word): \($0) ms" }
        }
        return ["", "--- phases ---"] + known
            + [record.milliseconds.map { "in all: \($0) ms" }].compactMap { $0 }
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
