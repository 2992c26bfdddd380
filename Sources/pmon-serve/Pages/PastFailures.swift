// SPDX-License-Identifier: MIT

/// Failures of a monitor before the latest check, of which there is evidence, with their verdicts.
enum PastFailures {
    /// Failures on a monitor's page.
    static let few = 10

    /// The section; nothing where there are none.
    ///
    /// Reads the files, so it is made where that may block.
    static func section(_ monitor: Monitor, limit: Int, context: PageContext) -> HTML {
        let proofs = monitor.earlierProofs
        guard !proofs.isEmpty else { return "" }
        let shown = proofs.prefix(limit)
        let verdicts = context.snapshot.archive.verdicts(shown)
        var rows: HTML = ""
        for (proof, verdict) in zip(shown, verdicts) {
            let index = monitor.runs.firstIndex(after: proof.at) - 1
            guard index >= 0, monitor.runs.at[index] == proof.at else { continue }
            let state = monitor.runs.state(index)
            let message = context.snapshot.messages[monitor.runs.messages[index]]
            rows += """
                <tr class="\(state.name)"><td class="t">\(context.time(proof.at))</td>\
                <td class="st">\(state.glyph) \(state.word)</td>\
                <td class="msg">\(ShownText.message(message))\
                <small><a href="/m/\(monitor.key)/evidence?at=\(String(proof.at))">\(verdict ?? "Evidence")</a></small></td></tr>

                """
        }
        let all: HTML =
            proofs.count > shown.count
            ? "<p class=\"more\"><a href=\"/m/\(monitor.key)/evidence\">All \(proofs.count) with evidence</a></p>"
            : ""
        return """
            <section class="card" id="past"><h2>Earlier failures <small>with their evidence</small></h2>
            <div class="scroll"><table class="runs past">
            <caption class="sr">Failures with evidence, the latest first</caption>
            <thead><tr><th scope="col">Time</th><th scope="col">State</th><th scope="col">What was found</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            \(all)
            </section>
            """
    }
}
