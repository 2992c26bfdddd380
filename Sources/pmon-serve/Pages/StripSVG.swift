// SPDX-License-Identifier: MIT

/// A strip of states as a small picture: height, colour and one path a state.
enum StripSVG {
    /// Height of the picture.
    static let height = 20

    /// Height of a state's bar; the states differ in it, not in colour alone.
    static func bar(_ state: CheckState) -> Int {
        switch state {
        case .ok: 8
        case .app: 14
        case .down: 20
        case .maintenance: 5
        case .noData, .stale: 2
        }
    }

    /// The picture with its sentence for those who do not see it.
    static func html(_ strip: Strip, kind: StripKind, label: String) -> HTML {
        let width = strip.states.count * kind.pitch
        // Where there is no room for all the old end is cut off.
        var html: HTML =
            "<svg class=\"strip s\(kind.rawValue)\" role=\"img\" viewBox=\"0 0 \(width) \(height)\" preserveAspectRatio=\"xMaxYMax slice\" aria-label=\"\(label)\">"
        for state in [CheckState.noData, .maintenance, .ok, .app, .down] {
            let path = path(strip, state, pitch: kind.pitch)
            guard !path.isEmpty else { continue }
            html += "<path class=\"\(state.name)\" d=\""
            html.append(markup: path)
            html += "\"/>"
        }
        html += "</svg>"
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
        if strip.count(.ok) > 0 { parts.append("\(strip.count(.ok)) OK") }
        if strip.count(.app) > 0 { parts.append("\(strip.count(.app)) application error") }
        if strip.count(.down) > 0 { parts.append("\(strip.count(.down)) down") }
        if strip.count(.maintenance) > 0 {
            parts.append("\(strip.count(.maintenance)) maintenance")
        }
        if parts.isEmpty { parts.append("no data") }
        if let lastFailure { parts.append("last failure \(lastFailure)") }
        return "Last \(kind.word): \(parts.joined(separator: ", "))"
    }
}
