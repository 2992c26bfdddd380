// SPDX-License-Identifier: MIT

import PmonRecord

/// The phases of a check as a bar that shows where its time went, and where it ended too early.
enum PhaseBar {
    private static let width = 1000.0

    /// A section for the latest record; nothing where no phase is known.
    static func section(_ monitor: Monitor) -> HTML {
        guard let html = html(monitor.record, url: monitor.url) else { return "" }
        return "<section class=\"card\" id=\"phases\"><h2>Where the time went</h2>\(html)</section>"
    }

    /// The bar with its legend.
    static func html(_ record: Record, url: String) -> HTML? {
        guard let phases = Phases(record, isTLS: isTLS(url)) else { return nil }
        var bar: HTML = ""
        var legend: HTML = ""
        var x = 0.0
        func add(_ name: String, _ words: String, _ milliseconds: Double) {
            let length = milliseconds / max(phases.total, 0.001) * width
            bar += "<path class=\"\(name)\" d=\"M\(Int(x)) 6h\(max(2, Int(length)))\"/>"
            x = min(x + length, width - 2)
            legend += """
                <li class="\(name)">\(words) <b>\(ChartSVG.number(milliseconds)) ms</b></li>
                """
        }
        for part in phases.parts where part.name != phases.end {
            add(part.name.rawValue, part.name.word, part.milliseconds)
        }
        if let end = phases.end {
            let known = phases.parts.last { $0.name == end }?.milliseconds ?? 0
            // Of a connection that fails libcurl forgets the phases before.
            let last = phases.parts.last { $0.name < end }?.name
            let between = Phases.Name.allCases.filter { name in
                name < end && (last.map { name > $0 } ?? false) && (name != .tls || isTLS(url))
            }
            let more =
                between.isEmpty ? "" : ", with \(between.map(\.word).joined(separator: ", "))"
            add("dead", "✖ ended here: \(end.word)\(more)", known + phases.rest)
            let missed = Phases.Name.allCases.filter {
                $0 > end && ($0 != .tls || isTLS(url))
            }
            if !missed.isEmpty {
                let words = missed.map(\.word).joined(separator: ", ")
                legend += "<li class=\"missed\">not reached: \(words)</li>"
            }
        }
        let sentence =
            (phases.end.map { "The check ended in: \($0.word). " } ?? "")
            + phases.parts.map { "\($0.name.word) \(ChartSVG.number($0.milliseconds)) ms" }
            .joined(separator: ", ")
        return """
            <svg class="phases" role="img" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-label="\(sentence)">\(bar)</svg>
            <ul class="phases">\(legend)<li class="total">in all <b>\(ChartSVG.number(phases.total)) ms</b></li></ul>
            """
    }

    private static func isTLS(_ url: String) -> Bool {
        ["https", "tls", "smtps", "imaps", "pop3s", "ftps", "ldaps"].contains {
            url.lowercased().hasPrefix("\($0)://")
        }
    }
}

extension Phases.Name: Comparable {
    static func < (left: Self, right: Self) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
