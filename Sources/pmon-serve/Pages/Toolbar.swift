// SPDX-License-Identifier: MIT

/// Search, filter and order: a form that works by itself.
enum Toolbar {
    /// The form; nothing where there is nothing to search.
    static func html(_ context: PageContext, query: ListQuery) -> HTML {
        let monitors = context.snapshot.monitors
        guard !monitors.isEmpty, !context.isStatic else { return "" }
        let groups = Set(monitors.map(\.group))
        var groupField: HTML = ""
        if groups.count > 1 {
            groupField =
                "<label>Group <select name=\"group\">\(option("", "All", query.group == nil))"
            for group in groups.sorted() {
                let value = group.isEmpty ? "-" : group
                groupField += option(value, group.isEmpty ? "Others" : group, query.group == group)
            }
            groupField += "</select></label>"
        }
        return """
            <div class="bar" id="bar"><button class="phone" popovertarget="tools">Filter</button>
            <form class="tools" id="tools" popover method="get" action="/" role="search">
            <label class="grow">Search <input type="search" name="q" value="\(query.text)" maxlength="200" \
            autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>
            <label>State <select name="state">\(filters(context, query))</select></label>
            \(groupField)
            <label>Sort <select name="sort">\(orders(query))</select></label>
            <label>Bars <select name="bars">\(strips(query))</select></label>
            <button id="apply">Apply</button>
            </form>
            <span id="shown" role="status">\(shown(context, query))</span></div>
            """
    }

    /// `14 monitors`, or how many of them are shown.
    static func shown(_ context: PageContext, _ query: ListQuery) -> String {
        let all =
            query.filter == .removed
            ? context.snapshot.removedCount : context.snapshot.present.count
        let shown = query.select(context.snapshot, now: context.now).count
        let monitors = "\(all) monitor\(all == 1 ? "" : "s")"
        return shown == all ? monitors : "\(monitors), \(shown) shown"
    }

    private static func filters(_ context: PageContext, _ query: ListQuery) -> HTML {
        let counts = context.snapshot.counts(now: context.now)
        var html: HTML = ""
        for filter in ListQuery.Filter.allCases {
            let count: Int? =
                switch filter {
                case .all, .unstable: nil
                case .failing: counts.failing + counts[.stale]
                case .ok: counts[.ok]
                case .app: counts[.app]
                case .down: counts[.down]
                case .maintenance: counts[.maintenance]
                case .silenced: counts.silenced
                case .stale: counts[.stale]
                case .nodata: counts[.noData]
                case .removed: context.snapshot.removedCount
                }
            if let count, count == 0, filter != query.filter, filter != .failing, filter != .ok {
                continue
            }
            let word = count.map { "\(filter.word) (\($0))" } ?? filter.word
            html += option(filter.rawValue, word, filter == query.filter)
        }
        return html
    }

    private static func orders(_ query: ListQuery) -> HTML {
        ListQuery.Order.allCases.reduce(into: HTML()) { html, order in
            html += option(order.rawValue, order.word, order == query.order)
        }
    }

    private static func strips(_ query: ListQuery) -> HTML {
        StripKind.allCases.reduce(into: HTML()) { html, kind in
            html += option(kind.rawValue, kind.word, kind == query.strip)
        }
    }

    private static func option(_ value: String, _ word: String, _ isSelected: Bool) -> HTML {
        let mark: HTML = isSelected ? " selected" : ""
        return "<option value=\"\(value)\"\(mark)>\(word)</option>"
    }
}
