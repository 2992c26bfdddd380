// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

/// Incidents as a feed of RFC 4287: an entry keeps its id, and is updated when it ends.
struct AtomFeed {
    /// Media type of the format.
    static let type = "application/atom+xml; charset=utf-8"
    /// Entries at most.
    static let limit = 100

    /// Name of the monitor.
    let id: String
    /// What the feed is about.
    let title: String
    /// Key of the monitor it is about; `nil` for all.
    let key: String?
    /// Incidents, in any order.
    let incidents: [Incident]
    /// Address of the server, such as `http://localhost:8080`.
    let base: String
    /// Unix seconds of the last change, where there is no incident.
    let changed: Double

    /// The feed.
    var xml: HTML {
        let newest = incidents.sorted { updated($0) > updated($1) }.prefix(Self.limit)
        let last = newest.first.map(updated) ?? changed
        let path = key.map { "/m/\($0)" } ?? "/"
        let own = key.map { "/m/\($0)/feed.atom" } ?? "/feed.atom"
        var html: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>tag:pmon,2026:\(FormFields.encode(id))/\(key ?? "all")</id>
            <title>\(title)</title>
            <updated>\(LocalTime.rfc3339(last))</updated>
            <author><name>pmon \(id)</name></author>
            <link rel="self" href="\(base)\(own)"/>
            <link rel="alternate" href="\(base)\(path)"/>

            """
        for incident in newest {
            html += """
                <entry>
                <id>tag:pmon,2026:\(FormFields.encode(id))/\(incident.id)</id>
                <title>\(Self.headline(incident))</title>
                <published>\(LocalTime.rfc3339(incident.start))</published>
                <updated>\(LocalTime.rfc3339(updated(incident)))</updated>
                <link rel="alternate" href="\(base)/m/\(incident.key)"/>
                <summary>\(Self.summary(incident))</summary>
                </entry>

                """
        }
        html += "</feed>\n"
        return html
    }

    private func updated(_ incident: Incident) -> Double { incident.end ?? incident.start }

    private static func headline(_ incident: Incident) -> String {
        let word = incident.worst.words.text
        if incident.isCutOff {
            return "\(CheckState.removed.glyph) \(incident.name): no longer watched, was \(word)"
        }
        return incident.end == nil
            ? "\(incident.worst.glyph) \(incident.name): \(word)"
            : "\(CheckState.ok.glyph) \(incident.name): recovered, was \(word)"
    }

    private static func summary(_ incident: Incident) -> String {
        let start = LocalTime.full(incident.start)
        let zone = LocalTime.zone(incident.start)
        let message = incident.message.isEmpty ? "" : ": \(incident.message)"
        guard let end = incident.end else { return "since \(start) \(zone)\(message)" }
        let length = DurationWords.text(seconds: incident.length(now: end))
        return "\(start) – \(LocalTime.full(end)) \(zone), \(length)\(message)"
    }
}
