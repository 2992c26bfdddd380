// SPDX-License-Identifier: MIT

/// All incidents of the past, page after page.
struct IncidentPage {
    /// What the page is made from.
    let context: PageContext
    /// Unix seconds before which the shown incidents began; infinite for the latest.
    let before: Double
    /// The monitor whose incidents are shown; `nil` for all.
    let monitor: Monitor?

    /// Incidents on a page.
    static let size = 100

    /// The page at `/incidents`.
    var html: HTML {
        let (incidents, hasMore) = context.snapshot.incidents(
            before: before,
            key: monitor?.key,
            limit: Self.size
        )
        var back: HTML = "<a href=\"/\">← All monitors</a>"
        if let monitor { back += " <a href=\"/m/\(monitor.key)\">\(monitor.name)</a>" }
        let title = "Incidents" + (monitor.map { " \($0.name)" } ?? "")
        let name: HTML = monitor.map { " <small>\($0.name)</small>" } ?? ""
        let list: HTML =
            incidents.isEmpty
            ? "<p class=\"empty\">\(IncidentList.unknown(context.snapshot) ?? "There are no earlier incidents.")</p>"
            : IncidentList.days(context, incidents, names: monitor == nil, level: 2)
        return Layout.page(
            context,
            title: title,
            state: monitor.map(context.state) ?? context.snapshot.counts(now: context.now).worst,
            feed: monitor.map { "/m/\($0.key)/feed.atom" } ?? "/feed.atom",
            body: """
                <nav aria-label="Back">\(back)</nav>
                <section class="incidents card"><h1>Incidents\(name)</h1>
                \(list)
                \(pager(oldest: hasMore ? incidents.last?.start : nil))
                </section>
                """
        )
    }

    /// Address of a page.
    static func path(before: Double?, key: String?) -> String {
        var parts: [String] = []
        if let key { parts.append("key=\(key)") }
        if let before { parts.append("before=\(before)") }
        return "/incidents" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    private func pager(oldest: Double?) -> HTML {
        guard oldest != nil || before.isFinite else { return "" }
        var html: HTML = "<nav class=\"pager\" aria-label=\"Incidents\">"
        if before.isFinite {
            html += "<a href=\"\(Self.path(before: nil, key: monitor?.key))\">Latest</a> "
        }
        if let oldest {
            html +=
                "<a rel=\"next\" href=\"\(Self.path(before: oldest, key: monitor?.key))\">Older</a>"
        }
        html += "</nav>"
        return html
    }
}
