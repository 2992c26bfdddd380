// SPDX-License-Identifier: MIT

import PmonJSON

/// A small picture of a state for other pages, and the same for shields.io.
struct Badge {
    /// What stands on the left.
    let label: String
    /// What stands on the right.
    let text: String
    /// State that colours it.
    let state: CheckState

    /// The badge of all monitors.
    init(_ snapshot: Snapshot, now: Double) {
        let counts = snapshot.counts(now: now)
        label = snapshot.id
        state = counts.worst
        text =
            switch state {
            case .ok:
                counts[.ok] == counts.total ? "all \(counts.total) ok" : "\(counts[.ok]) ok"
            case .app: "\(counts[.app]) app error\(counts[.app] == 1 ? "" : "s")"
            case .down: counts[.app] > 0 ? "\(counts.failing) failing" : "\(counts[.down]) down"
            case .maintenance: "maintenance"
            case .stale: "stale"
            case .noData: "no data"
            case .removed: "removed"
            }
    }

    /// The badge of one monitor.
    init(_ monitor: Monitor, state: CheckState) {
        label = monitor.name
        self.state = state
        text = state.word.lowercased()
    }

    private var colour: String {
        switch state {
        case .ok: "#1f6fb2"
        case .app: "#9a6700"
        case .down: "#b3123f"
        case .maintenance: "#7a4fb5"
        case .stale, .noData, .removed: "#6b7280"
        }
    }

    /// The picture.
    var svg: HTML {
        let label = self.label.count > 40 ? String(self.label.prefix(39)) + "…" : self.label
        let left = Self.width(label)
        let right = Self.width("\(state.glyph) \(text)")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" aria-label="\(label): \(text)">\
            <title>\(label): \(text)</title>\
            <rect width="\(left + right)" height="20" rx="3" fill="#3b4148"/>\
            <path fill="\(colour)" d="M\(left) 0h\(right - 3)a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-\(right - 3)z"/>\
            <g fill="#fff" text-anchor="middle" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">\
            <text x="\(left / 2)" y="14">\(label)</text>\
            <text x="\(left + right / 2)" y="14">\(state.glyph) \(text)</text></g></svg>
            """
    }

    /// What https://shields.io/badges/endpoint-badge reads.
    var shields: JSONValue {
        .object([
            "schemaVersion": .int(1), "label": .string(label), "message": .string(text),
            "color": .string(colour), "isError": .bool(state.isFailure),
        ])
    }

    /// Room for a text: narrow letters count less, those of East Asia and pictures more.
    static func width(_ text: String) -> Int {
        let units = text.reduce(0) { sum, letter in
            if "iljtfr.,:;|' ".contains(letter) { return sum + 4 }
            if letter.unicodeScalars.contains(where: isWide) { return sum + 12 }
            return sum + (letter.isUppercase || "mwMW@%".contains(letter) ? 9 : 7)
        }
        return units + 12
    }

    /// Whether a letter takes the room of two: https://www.unicode.org/reports/tr11/.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }
}
