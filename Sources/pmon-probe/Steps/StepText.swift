// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonText

/// A text of the configuration with placeholders for captured values: `Bearer {token}`.
struct StepText: Equatable, Sendable {
    /// Text as it is sent, or a placeholder.
    enum Part: Equatable, Sendable {
        case text(String)
        /// `{name}`, or `{+name}` for a value that is sent as it came.
        case value(name: String, isPlain: Bool)
    }

    /// The parts in their order.
    private(set) var parts: [Part] = []
    /// The names of placeholders of no captured value, as they are written; they stay text.
    private(set) var unknown: [String] = []
    /// The names of placeholders as other programs write them: `{{name}}`, `${name}`.
    private(set) var foreign: [String] = []
    /// True if it is to be written otherwise than it is configured.
    private(set) var isTemplate = false

    /// Reads a text whose placeholders are `names` alone.
    ///
    /// `\{name}` is the text `{name}`.
    init(_ text: String, names: Set<String>) {
        var literal = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            let before = rest[..<brace]
            guard let (placeholder, name, isPlain) = Self.placeholder(rest[brace...]) else {
                literal += rest[...brace]
                rest = rest[brace...].dropFirst()
                continue
            }
            rest = rest[placeholder.endIndex...]
            if before.last == "\\" {
                literal += before.dropLast() + placeholder
                isTemplate = true
            } else if names.contains(name) {
                switch before.last ?? literal.last {
                case "{" where rest.first == "}": foreign.append(name)
                case "$": foreign.append(name)
                default: break
                }
                literal += before
                if !literal.isEmpty { parts.append(.text(literal)) }
                literal = ""
                parts.append(.value(name: name, isPlain: isPlain))
                isTemplate = true
            } else {
                literal += before + placeholder
                unknown.append(String(placeholder.dropFirst(isPlain ? 2 : 1).dropLast()))
            }
        }
        literal += rest
        if !literal.isEmpty { parts.append(.text(literal)) }
    }

    /// The placeholder that a text begins with, and its name in lower case.
    private static func placeholder(
        _ text: Substring
    ) -> (text: Substring, name: String, isPlain: Bool)? {
        guard let end = text.prefix(80).firstIndex(of: "}") else { return nil }
        let inside = text[..<end].dropFirst()
        let isPlain = inside.first == "+"
        let name = isPlain ? inside.dropFirst() : inside
        guard CaptureSetting.isName(name) else { return nil }
        return (text[...end], name.lowercased(), isPlain)
    }

    /// The names of its placeholders.
    var names: [String] {
        parts.compactMap { part in
            if case .value(let name, _) = part { name } else { nil }
        }
    }

    /// The text with each value in its place, as `write` says.
    func filled(
        with values: [String: CapturedValue],
        _ write: (_ value: CapturedValue, _ isPlain: Bool) -> String
    ) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .value(let name, let isPlain):
                if let value = values[name] { result += write(value, isPlain) }
            }
        }
        return result
    }

    /// The text with each value as it came; throws where one has a character that may not stand in `place`.
    func filled(
        with values: [String: CapturedValue],
        for place: String,
        refusing isRefused: (UInt8) -> Bool
    ) throws(StepProblem) -> String {
        for name in names {
            guard let value = values[name], value.secret.reveal().utf8.contains(where: isRefused)
            else { continue }
            throw StepProblem(
                reason: value.reason,
                sentence:
                    "captured \(name) cannot be sent in \(place): it holds a line end, a control character\(place == "user" ? " or a colon" : "")"
            )
        }
        return filled(with: values) { value, _ in value.secret.reveal() }
    }
}

/// Why a step cannot be taken with the values that were captured.
struct StepProblem: Error, Equatable {
    /// The class: that of the place the value came from.
    let reason: Reason
    /// One sentence without the value.
    let sentence: String
}
