// SPDX-License-Identifier: MIT

import PmonText

/// The page at `/`: how things are, and all monitors.
enum ListPage {
    /// The whole page.
    static func html(_ context: PageContext, query: ListQuery) -> HTML {
        let banner = Banner(context.snapshot, now: context.now)
        return Layout.page(
            context,
            title: banner.title,
            state: banner.state,
            failing: banner.state.isFailure
                ? context.snapshot.counts(now: context.now).failing : 0,
            feed: "/feed.atom",
            body: """
                \(banner.html(context, form: ScanForm.html(context)))
                \(notices(context))
                \(changes(context))
                \(PlannedList.html(context))
                \(Toolbar.html(context, query: query))
                \(tables(context, query: query))
                \(IncidentList.html(context))
                """
        )
    }

    /// What the owner has to mend; visitors do not read it.
    private static func notices(_ context: PageContext) -> HTML {
        let notices = context.snapshot.notices
        guard !notices.isEmpty, context.isOwner, !context.isStatic else {
            return "<div id=\"notices\"></div>"
        }
        var items: HTML = ""
        for notice in notices.prefix(5) { items += "<li>\(notice)</li>" }
        if notices.count > 5 { items += "<li>and \(notices.count - 5) more</li>" }
        return """
            <section id="notices" class="changes" aria-label="Notices">
            <h2>⚠ Silences</h2><ul>\(items)</ul></section>
            """
    }

    private static func changes(_ context: PageContext) -> HTML {
        let changes = context.snapshot.changes
        guard !changes.isEmpty else { return "<div id=\"changes\"></div>" }
        var items: HTML = ""
        for change in changes.prefix(20) {
            let name: HTML =
                context.isStatic
                ? "\(change.name)" : "<a href=\"/m/\(change.key)\">\(change.name)</a>"
            items +=
                "<li class=\"\(change.state.name)\"><b>\(change.state.glyph)</b> \(name) \(words(change))</li>"
        }
        if changes.count > 20 { items += "<li>and \(changes.count - 20) more</li>" }
        return """
            <section id="changes" class="changes" aria-label="Since the scan before">
            <h2>Since the scan before</h2><ul>\(items)</ul></section>
            """
    }

    private static func words(_ change: Change) -> String {
        switch change.state {
        case .ok:
            change.outage.map { "recovered after \(DurationWords.text(seconds: $0))" }
                ?? "recovered"
        case .app: "answers with errors"
        default: "went down"
        }
    }

    private static func tables(_ context: PageContext, query: ListQuery) -> HTML {
        let selected = query.select(context.snapshot, now: context.now)
        guard !selected.isEmpty else { return empty(context) }
        var calendar = LocalDays()
        let today = calendar.number(of: context.now)
        var html: HTML =
            "<div id=\"list\" class=\"\(names(selected))\" data-strip=\"\(query.strip.rawValue)\">\n"
        for group in MonitorGroup.split(selected, order: query.order) {
            html += group.head(isOpen: group.isOpen(query: query, shown: selected.count))
            html += header(group, strip: query.strip)
            for entry in group.entries {
                let row = MonitorRow(
                    monitor: entry.monitor,
                    state: entry.state,
                    context: context,
                    kind: query.strip,
                    today: today,
                    showsGroup: group.isFailing
                )
                html += row.html
            }
            html += "</tbody></table></div>\(group.foot)\n"
        }
        html += "</div>\n<p id=\"none\" class=\"empty\" hidden>No monitor fits this filter.</p>"
        return html
    }

    /// Class for the width of the names: what they leave empty is for the messages.
    private static func names(_ selected: [(monitor: Monitor, state: CheckState)]) -> String {
        switch selected.lazy.map(\.monitor.name.count).max() ?? 0 {
        case ...18: "short"
        case ...30: "middle"
        default: "long"
        }
    }

    private static func header(_ group: MonitorGroup, strip: StripKind) -> HTML {
        """
        <div class="scroll"><table><caption class="sr">\(group.isFailing ? "What fails" : "Monitors\(group.name.isEmpty ? "" : " of \(group.name)")")</caption>
        <thead><tr><th scope="col">State</th><th scope="col">Monitor</th><th scope="col">Message</th>\
        <th scope="col">Checked</th><th scope="col">ms</th><th scope="col">Up 30 d</th>\
        <th scope="col"><span class="ends"><span>\(strip.word) ago</span><span>now</span></span></th><th scope="col">Cert</th></tr></thead>
        <tbody>

        """
    }

    private static func empty(_ context: PageContext) -> HTML {
        // Where nothing is configured the banner says what to do.
        context.snapshot.monitors.isEmpty
            ? "<div id=\"none\"></div>"
            : "<p class=\"empty\" id=\"none\">No monitor fits this filter. <a href=\"/\">Show all</a></p>"
    }
}
