// SPDX-License-Identifier: MIT

/// The last durations of a monitor as a line without axes; decoration beside the number.
enum Sparkline {
    /// Number of checks shown.
    static let points = 30
    /// Width of the picture.
    static let width = 60
    /// Height of the picture.
    static let height = 16

    /// The picture, or nothing with fewer than two durations.
    static func html(_ runs: Runs) -> HTML? {
        let path = path(durations(runs))
        guard !path.isEmpty else { return nil }
        var html: HTML =
            "<svg class=\"spark\" viewBox=\"0 0 \(width) \(height)\" aria-hidden=\"true\"><path d=\""
        html.append(markup: path)
        html += "\"/></svg>"
        return html
    }

    /// Whole milliseconds of the last good checks, the oldest first; `nil` for the others.
    static func durations(_ runs: Runs) -> [Int?] {
        let first = max(0, runs.count - points)
        return (first..<runs.count).map { index in
            runs.state(index) == .ok ? runs.duration(index).map { Int($0.rounded()) } : nil
        }
    }

    /// The line as a path's data, broken where a check has no duration.
    static func path(_ durations: [Int?]) -> String {
        let known = durations.compactMap { $0 }
        guard known.count > 1, let top = known.max() else { return "" }
        // From zero, so that a small ripple does not look like a storm.
        let scale = Double(height - 2) / Double(max(top, 1))
        var path = ""
        var isDrawing = false
        for (index, duration) in durations.enumerated() {
            guard let duration else {
                isDrawing = false
                continue
            }
            let x = (width - (durations.count - 1 - index) * 2) - 1
            let y = height - 1 - Int(Double(duration) * scale)
            path += "\(isDrawing ? "L" : "M")\(x) \(y)"
            isDrawing = true
        }
        return path
    }
}
