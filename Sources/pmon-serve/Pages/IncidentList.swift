// SPDX-License-Identifier: MIT

import PmonText

/// What failed when: what goes on first, then by day.
enum IncidentList {
    /// Incidents shown at most.
    static let limit = 100

    /// The section of the list page.
    static func html(_ context: PageContext) -> HTML {
        // Where nothing is watched nothing can happen.
        context.snapshot.monitors.isEmpty
            ? "<div id=\"incidents\"></div>"
            : section(context, context.snapshot.incidents, names: true)
    }

    /// The section, with the monitors' names where they are not plain; `key` names the only monitor.
    static func section(
        _ context: PageContext,
        _ incidents: [Incident],
        names: Bool,
        key: String? = nil
    ) -> HTML {
        var html: HTML = "<section class=\"incidents\" id=\"incidents\"><h2>Incidents</h2>"
        if incidents.isEmpty {
            html +=
                "<p class=\"empty\">\(unknown(context.snapshot) ?? "No incidents in the last 7 days.")</p>"
        }
        let open = incidents.filter { $0.end == nil }
        if !open.isEmpty {
            html += "<h3>Going on</h3><ul>"
            for incident in open.prefix(limit) { html += item(context, incident, names: names) }
            if open.count > limit { html += "<li>and \(open.count - limit) more</li>" }
            html += "</ul>"
        }
        let ended = incidents.filter { $0.end != nil }
        html += days(context, ended.prefix(limit), names: names)
        if !context.isStatic, !context.snapshot.monitors.isEmpty {
            // Where the list is cut, the next page begins behind its end.
            let edge =
                ended.count > limit
                ? ended[limit - 1].start
                : (context.snapshot.made - Monitor.incidentSeconds).rounded(.up)
            html += """
                <p class="more"><a href="\(IncidentPage.path(before: edge, key: key))">Older incidents</a></p>
                """
        }
        html += "</section>"
        return html
    }

    /// Why nothing is known of the past; `nil` if it is known.
    ///
    /// Files that cannot be read do not say that nothing happened.
    static func unknown(_ snapshot: Snapshot) -> String? {
        if let file = snapshot.brokenFile { return "Not known: \(file.name) cannot be read." }
        guard let name = snapshot.missingFile, snapshot.monitors.allSatisfy({ $0.runs.count == 0 })
        else { return nil }
        return "Not known: \(name) is missing."
    }

    /// Incidents under the days on which they began, each a heading of a level.
    static func days(
        _ context: PageContext,
        _ incidents: some Sequence<Incident>,
        names: Bool,
        level: Int = 3
    ) -> HTML {
        var html: HTML = ""
        var day = ""
        for incident in incidents {
            let own = LocalTime.date(incident.start)
            if own != day {
                if !day.isEmpty { html += "</ul>" }
                html += "<h\(level)>\(own)</h\(level)><ul>"
                day = own
            }
            html += item(context, incident, names: names, day: own)
        }
        if !day.isEmpty { html += "</ul>" }
        return html
    }

    /// An incident; under the heading of its `day` times are told without it.
    private static func item(
        _ context: PageContext,
        _ incident: Incident,
        names: Bool,
        day: String = ""
    ) -> HTML {
        let name: HTML
        if !names {
            name = ""
        } else if context.isStatic {
            name = "<b>\(incident.name)</b> "
        } else {
            name = "<a href=\"/m/\(incident.key)\">\(incident.name)</a> "
        }
        let length = DurationWords.text(seconds: incident.length(now: context.now))
        let start = context.time(incident.start, day: day)
        let span: HTML =
            incident.end.map { "\(start) – \(context.time($0, day: day)) (\(length))" }
            ?? "since \(start) (\(length))"
        let planned: HTML =
            incident.maintenance > 0 || incident.maintenanceSince != nil
            ? " <small>without maintenance</small>" : ""
        let message = ShownText.message(incident.message)
        let quote: HTML = message.isEmpty ? "" : "<q>\(message)</q>"
        let times: HTML = incident.count > 1 ? " <small>×\(incident.count)</small>" : ""
        return """
            <li class="\(incident.worst.name)"><b class="\(incident.worst.name)">\(incident.worst.glyph) \
            \(incident.worst.word)</b> <span class="span">\(span)</span> \(name)\(quote)\(times)\(planned)</li>
            """
    }
}
