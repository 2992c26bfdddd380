// SPDX-License-Identifier: MIT

/// The strip of one monitor and its checks as a table, the latest first.
struct RunsTable {
    /// The monitor.
    let monitor: Monitor
    /// What the page is made from.
    let context: PageContext
    /// Page of the table, from 0.
    let part: Int
    /// Range of the chart, kept in the links.
    let range: DetailPage.Range
    /// Unix seconds of the check that the reader came for; `nil` for none.
    var marked: Double?

    /// Checks on a page.
    static let size = 30

    /// The section.
    var html: HTML {
        let runs = monitor.runs
        let end = max(0, runs.count - part * Self.size)
        let start = max(0, end - Self.size)
        guard end > 0 else {
            return
                "<section class=\"card\"><h2>Runs</h2><p class=\"empty\">There are no more checks.</p></section>"
        }
        var calendar = LocalDays()
        let today = calendar.number(of: context.now)
        func strip(_ kind: StripKind) -> HTML {
            let strip = runs.strip(kind, today: today)
            let sentence = StripSVG.sentence(strip, kind: kind, lastFailure: nil)
            return StripSVG.html(strip, kind: kind, label: sentence)
        }
        var rows: HTML = ""
        for index in (start..<end).reversed() {
            let state = runs.state(index)
            let duration = runs.duration(index).map(ChartSVG.number) ?? "–"
            let text = context.snapshot.messages[runs.messages[index]]
            let mark: HTML = runs.at[index] == marked ? " id=\"at\"" : ""
            rows += """
                <tr class="\(state.name)"\(mark)><td class="t">\(context.time(runs.at[index]))</td>\
                <td class="st">\(state.glyph) \(state.word)\(state == .maintenance ? result(index) : "")</td>\
                <td class="ms">\(duration)</td><td class="msg">\(ShownText.message(text))</td></tr>

                """
        }
        return """
            <section class="card" id="runs"><h2>Runs <small>\(runs.count) in all</small></h2>
            <div class="roving" data-key="\(monitor.key)">\(strip(.runs))<p class="ends"><span>60 runs ago</span><span>now</span></p></div>
            <div class="days" data-key="\(monitor.key)">\(strip(.quarter))<p class="ends"><span>90 days ago</span><span>today</span></p></div>
            <div class="scroll"><table class="runs">
            <caption class="sr">Checks, the latest first</caption>
            <thead><tr><th scope="col">Time</th><th scope="col">State</th><th scope="col" class="ms">ms</th><th scope="col">Message</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            \(pager(hasOlder: start > 0))
            </section>
            """
    }

    /// What a check under maintenance found.
    private func result(_ index: Int) -> HTML {
        "<small>\(monitor.runs.result(index).word)</small>"
    }

    private func pager(hasOlder: Bool) -> HTML {
        let base = "/m/\(monitor.key)?range=\(range.rawValue)"
        var html: HTML = "<nav class=\"pager\" aria-label=\"Runs\">"
        if part > 0 {
            html += "<a rel=\"prev\" href=\"\(base)&amp;page=\(part - 1)#runs\">Newer</a> "
        }
        if hasOlder {
            html += "<a rel=\"next\" href=\"\(base)&amp;page=\(part + 1)#runs\">Older</a>"
        }
        html += "</nav>"
        return html
    }
}
