// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// The addresses of a name that are all checked, and the result of each.
enum AddressTable {
    /// Rows shown: as many as pmon-probe checks, since a record may come from elsewhere.
    static let most = 32

    /// The section; nothing where the latest record lists no addresses.
    static func section(_ monitor: Monitor) -> HTML {
        guard case .array(let entries)? = monitor.record[.addresses] else { return "" }
        var rows: HTML = ""
        for case .object(let members) in entries.prefix(most) {
            let entry = Record(members: members)
            guard let address = entry[.address]?.string, let result = entry.result else { continue }
            let state = CheckState(result)
            let message: String =
                switch entry.message {
                case .status(let status)?: StatusWords.text(status)
                case .text(let text)?: text
                case nil: ""
                }
            let duration = entry.milliseconds.map(ChartSVG.number) ?? "–"
            rows += """
                <tr class="\(state.name)"><th scope="row">\(address)</th>\
                <td class="st">\(state.glyph) \(state.word)</td>\
                <td class="ms">\(duration)</td><td class="msg">\(message)</td></tr>

                """
        }
        guard !rows.text.isEmpty else { return "" }
        return """
            <section class="card" id="addresses"><h2>Addresses</h2>
            <div class="scroll"><table class="runs">
            <caption class="sr">The addresses of the name in the latest check</caption>
            <thead><tr><th scope="col">Address</th><th scope="col">State</th><th scope="col">ms</th><th scope="col">What was found</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            </section>
            """
    }
}
