// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// The steps that a check took, and what each came to.
enum StepTable {
    /// Rows shown: as many as pmon-probe takes, since a record may come from elsewhere.
    static let most = 50

    /// The section; nothing where the latest record lists no steps.
    static func section(_ monitor: Monitor) -> HTML {
        guard case .array(let entries)? = monitor.record[.steps] else { return "" }
        var rows: HTML = ""
        for case .object(let members) in entries.prefix(most) {
            let entry = Record(members: members)
            guard let url = entry[.url]?.string else { continue }
            // A step that names no result went well.
            let state = CheckState(entry.result ?? .success)
            var message = entry.integer(.status).map(StatusWords.text) ?? ""
            if case .text(let text)? = entry.message { message = text }
            let duration = entry.milliseconds.map(ChartSVG.number) ?? "–"
            rows += """
                <tr class="\(state.name)"><th scope="row">\(url)</th>\
                <td class="st">\(state.glyph) \(state.word)</td>\
                <td class="ms">\(duration)</td><td class="msg">\(message)</td></tr>

                """
        }
        guard !rows.text.isEmpty else { return "" }
        return """
            <section class="card" id="steps"><h2>Steps</h2>
            <div class="scroll"><table class="runs">
            <caption class="sr">The steps of the latest check</caption>
            <thead><tr><th scope="col">Address</th><th scope="col">State</th><th scope="col">ms</th><th scope="col">What was found</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            </section>
            """
    }
}
