// SPDX-License-Identifier: MIT

/// The maintenance of the next days, one line for each window.
enum PlannedList {
    /// Windows named.
    static let limit = 5

    /// The section; empty where nothing is planned.
    ///
    /// With `key` that of one monitor.
    static func html(_ context: PageContext, key: String? = nil) -> HTML {
        let planned = context.snapshot.planned(now: context.now, key: key)
        guard !planned.isEmpty else { return "<div id=\"planned\"></div>" }
        // A window that opens every night is told once, with its next opening.
        var names: [String] = []
        var openings: [String: [PlannedWindow]] = [:]
        for window in planned {
            if openings[window.name] == nil { names.append(window.name) }
            openings[window.name, default: []].append(window)
        }
        var items: HTML = ""
        for name in names.prefix(limit) {
            guard let openings = openings[name], let next = openings.first else { continue }
            items += item(next, more: openings.count - 1, context: context, isAlone: key != nil)
        }
        if names.count > limit { items += "<li>and \(names.count - limit) more</li>" }
        return """
            <section id="planned" class="changes" aria-label="Planned maintenance">
            <h2>Planned maintenance</h2><ul>\(items)</ul></section>
            """
    }

    private static func item(
        _ window: PlannedWindow,
        more: Int,
        context: PageContext,
        isAlone: Bool
    ) -> HTML {
        let isOpen = window.isOpen(now: context.now)
        let day = LocalTime.date(window.from)
        let span: HTML =
            isOpen
            ? "until \(context.time(window.until))"
            : "\(context.time(window.from)) – \(context.time(window.until, day: day))"
        let count: HTML =
            isAlone
            ? "" : ", \(window.keys.count) monitor\(window.keys.count == 1 ? "" : "s")"
        let again: HTML = more > 0 ? ", \(more) more in 7 days" : ""
        let mark: HTML =
            isOpen ? "<b class=\"maintenance\">\(CheckState.maintenance.glyph)</b> " : ""
        return "<li>\(mark)\(window.name) \(span)<small>\(count)\(again)</small></li>"
    }
}
