// SPDX-License-Identifier: MIT

import PmonRecord

/// A strip of states as a small picture: height, colour and one path a state.
enum StripSVG {
    /// Height of the picture.
    static let height = 20

    /// The states that a cell may have, from the least to the most important.
    static let states: [CheckState] = [.noData, .maintenance, .ok, .app, .down]

    /// Height of a state's bar; the states differ in it, not in colour alone.
    static func bar(_ state: CheckState) -> Int {
        switch state {
        case .ok: 8
        case .app: 14
        case .down: 20
        case .maintenance: 5
        case .noData, .stale, .removed: 2
        }
    }

    /// The picture with its sentence for those who do not see it; where there is less room, its cells are narrower.
    static func html(
        _ strip: Strip,
        kind: StripKind,
        label: String
    ) -> HTML {
        let width = strip.states.count * kind.pitch
        var html: HTML =
            "<svg class=\"strip s\(kind.rawValue)\" role=\"img\" viewBox=\"0 0 \(width) \(height)\" preserveAspectRatio=\"none\" aria-label=\"\(label)\">"
        html += paths(strip, pitch: kind.pitch)
        html += "</svg>"
        return html
    }

    /// The bars of all states, a path each.
    static func paths(_ strip: Strip, pitch: Int) -> HTML {
        var html: HTML = ""
        for state in states {
            let path = path(strip, state, pitch: pitch)
            guard !path.isEmpty else { continue }
            html += "<path class=\"\(state.name)\" d=\""
            html.append(markup: path)
            html += "\"/>"
        }
        return html
    }

    /// The bars of one state as a path's data.
    static func path(_ strip: Strip, _ state: CheckState, pitch: Int) -> String {
        let bar = bar(state)
        var path = ""
        var last: Int?
        for (cell, other) in strip.states.enumerated() where other == state {
            if let last, cell - last < 4 {
                path += "m\((cell - last) * pitch) \(bar)v-\(bar)"
            } else {
                path += "M\(cell * pitch + (pitch - 1) / 2) \(height)v-\(bar)"
            }
            last = cell
        }
        return path
    }

    /// The sentence: `Last 60 runs: 57 OK, 3 down, last failure 11:40:02`.
    static func sentence(_ strip: Strip, kind: StripKind, lastFailure: String?) -> String {
        var parts: [String] = []
        for state in [CheckState.ok, .app, .down, .maintenance] where strip.count(state) > 0 {
            parts.append(state.words.count(strip.count(state)))
        }
        if parts.isEmpty { parts.append("no data") }
        if let lastFailure { parts.append("last failure \(lastFailure)") }
        return "Last \(kind.word): \(parts.joined(separator: ", "))"
    }
}
