// SPDX-License-Identifier: MIT

import PmonConfig

/// The frame of every page: head, header, footer.
enum Layout {
    /// A whole page.
    ///
    /// `state` colours the icon and `failing` is how many are in it, the number on the icon; `title` stands in front of the
    /// monitor's name. `snippet` is the badge of the footer, else that of all.
    static func page(
        _ context: PageContext,
        title: String?,
        state: CheckState,
        failing: Int = 0,
        feed: String,
        snippet: BadgeSnippet? = nil,
        body: HTML
    ) -> HTML {
        let name = context.snapshot.id
        let full =
            title.map { "\($0)\($0.hasPrefix("(") ? "" : " ·") pmon \(name)" } ?? "pmon \(name)"
        let snippet =
            snippet ?? BadgeSnippet(name: "pmon \(name)", key: "all", base: context.base)
        let theme: HTML = context.theme == .auto ? "" : " data-theme=\"\(context.theme.rawValue)\""
        var html: HTML = """
            <!DOCTYPE html>
            <html lang="en"\(theme)>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(full)</title>

            """
        html += head(context, icon: Assets.iconName(state, failing: failing), feed: feed)
        html += """
            </head>
            <body data-mark="\(context.mark)">
            <a class="skip" href="#main">Skip to the content</a>
            \(header(context, feed: feed))
            <main id="main">
            \(body)
            </main>
            \(footer(context, feed: feed, snippet: snippet))
            </body>
            </html>

            """
        return context.path.applied(to: html)
    }

    private static func head(_ context: PageContext, icon: String, feed: String) -> HTML {
        if context.isStatic {
            var html: HTML = """
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <style>
                """
            html.append(markup: Assets.style)
            html += "</style>\n"
            return html
        }
        let refresh: HTML =
            context.refresh > 0
            ? "<meta http-equiv=\"refresh\" content=\"\(context.refresh)\">\n" : ""
        return """
            \(refresh)<link rel="stylesheet" href="\(Assets.path("pmon.css"))">
            <link rel="icon" type="image/svg+xml" href="\(Assets.path(icon))">
            <link rel="alternate" type="application/atom+xml" title="Incidents" href="\(feed)">
            <script src="\(Assets.path("pmon.js"))" defer></script>

            """
    }

    private static func header(_ context: PageContext, feed: String) -> HTML {
        let name = context.snapshot.id
        if context.isStatic {
            return """
                <header><p class="brand">pmon <b>\(name)</b></p>
                <p>Static copy of \(LocalTime.full(context.now)) \(LocalTime.zone(context.now))</p></header>
                """
        }
        let login: HTML = context.canLogIn ? " <a href=\"/login\">Log in</a>" : ""
        var themes: HTML = ""
        for theme in PageContext.Theme.allCases {
            let mark: HTML =
                theme == context.theme ? " aria-pressed=\"true\"" : " aria-pressed=\"false\""
            themes +=
                "<button name=\"theme\" value=\"\(theme.rawValue)\"\(mark)>\(theme.rawValue)</button>"
        }
        return """
            <header>
            <p class="brand"><a href="/">pmon <b>\(name)</b></a></p>
            <button id="pause" hidden aria-pressed="false" title="Pause updates of this page">Pause</button>
            <label hidden><span>Times </span><select id="times" aria-label="Times"><option value="server">server</option>\
            <option value="local">local</option><option value="utc">UTC</option></select></label>
            <nav aria-label="Page"><a href="\(feed)">Feed</a> <a href="/help">API &amp; help</a>\(login)</nav>
            <button class="phone" popovertarget="theme">Theme</button>
            <form class="seg" id="theme" popover method="get" action="/theme" aria-label="Colours">\(themes)</form>
            </header>
            """
    }

    /// A number of bytes in three digits or so.
    static func size(_ bytes: Int) -> String {
        if bytes < 10_240 { return "\(bytes) B" }
        let kib = (Double(bytes) / 1024).rounded()
        if kib < 10_240 { return "\(Int(kib)) KiB" }
        return "\(Int((kib / 1024).rounded())) MiB"
    }

    private static func footer(_ context: PageContext, feed: String, snippet: BadgeSnippet) -> HTML
    {
        var files: HTML = ""
        for file in context.snapshot.files
        where file.condition != .missing && !context.snapshot.isForStrangers {
            files += "<li>\(file.name), \(size(file.size))"
            if let changed = file.changed { files += ", written \(context.time(changed))" }
            files += "</li>"
        }
        var links: HTML = ""
        if !context.isStatic {
            // On a phone the header has no room for it.
            let login: HTML =
                context.canLogIn ? "<li><a href=\"/login\">Log in</a></li>" : ""
            links = """
                <ul><li><a href="/api/v1/monitors">JSON</a></li><li><a href="/metrics">Metrics</a></li>\
                <li><a href="\(feed)">Atom feed</a></li><li><a href="/help">API &amp; help</a></li>\(login)</ul>
                \(snippet.html)

                """
        }
        return """
            <footer>
            <p id="zone">All times \(LocalTime.zone(context.now))</p>
            <ul>\(files)<li>pmon \(Version.current)</li></ul>
            \(links)</footer>
            """
    }
}
