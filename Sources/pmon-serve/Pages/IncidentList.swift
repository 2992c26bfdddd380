// SPDX-License-Identifier: MIT

/// What failed when: what goes on first, then by day.
enum IncidentList {
    /// Incidents shown at most.
    static let limit = 100

    /// The section of the list page.
    static func html(_ context: PageContext) -> HTML {
        section(context, context.snapshot.incidents, names: true)
    }

    /// The section, with the monitors' names where they are not plain.
    static func section(_ context: PageContext, _ incidents: [Incident], names: Bool) -> HTML {
        var html: HTML = "<section class=\"incidents\" id=\"incidents\"><h2>Incidents</h2>"
        if incidents.isEmpty {
            html += "<p class=\"empty\">No incidents in the last 7 days.</p></section>"
            return html
        }
        let open = incidents.filter { $0.end == nil }
        if !open.isEmpty {
            html += "<h3>Going on</h3><ul>"
            for incident in open.prefix(limit) { html += item(context, incident, names: names) }
            html += "</ul>"
        }
        var day = ""
        for incident in incidents.filter({ $0.end != nil }).prefix(limit) {
            let own = LocalTime.date(LocalTime.parts(incident.start))
            if own != day {
                if !day.isEmpty { html += "</ul>" }
                html += "<h3>\(own)</h3><ul>"
                day = own
            }
            html += item(context, incident, names: names)
        }
        if !day.isEmpty { html += "</ul>" }
        if incidents.count > limit { html += "<p>Only the latest \(limit) are shown.</p>" }
        html += "</section>"
        return html
    }

    private static func item(_ context: PageContext, _ incident: Incident, names: Bool) -> HTML {
        let name: HTML
        if !names {
            name = ""
        } else if context.isStatic {
            name = "<b>\(incident.name)</b> "
        } else {
            name = "<a href=\"/m/\(incident.key)\">\(incident.name)</a> "
        }
        let span: HTML =
            incident.end.map { end -> HTML in
                "\(context.time(incident.start)) – \(context.time(end)) (\(LocalTime.length(incident.length(now: context.now))))"
            }
            ?? "since \(context.time(incident.start)) (\(LocalTime.length(incident.length(now: context.now))))"
        let times: HTML = incident.count > 1 ? " <small>×\(incident.count)</small>" : ""
        return """
            <li class="\(incident.worst.name)"><b class="\(incident.worst.name)">\(incident.worst.glyph) \
            \(incident.worst.word)</b> \(name)<span>\(span)</span> <q>\(incident.message)</q>\(times)</li>
            """
    }
}
