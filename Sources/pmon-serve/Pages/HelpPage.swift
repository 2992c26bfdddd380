// SPDX-License-Identifier: MIT

/// What the page's signs and addresses mean.
enum HelpPage {
    /// The page at `/help`.
    static func html(_ context: PageContext) -> HTML {
        var states: HTML = ""
        for state in [CheckState.ok, .app, .down, .maintenance, .stale, .noData, .removed] {
            states += """
                <tr class="\(state.name)"><td class="st">\(state.glyph) \(state.word)</td><td>\(state.meaning)</td></tr>
                """
        }
        var addresses: HTML = ""
        for (path, text) in Self.addresses {
            addresses += "<tr><td><code>\(path)</code></td><td>\(text)</td></tr>"
        }
        return Layout.page(
            context,
            title: "Help",
            state: .ok,
            feed: "/feed.atom",
            body: """
                <nav aria-label="Back"><a href="/">← All monitors</a></nav>
                <section class="card"><h1>Help</h1>
                <h2>States</h2><table class="plain"><tbody>\(states)</tbody></table>
                <p>In a strip a good run is a low bar, an application error a middle one, and down a full one;
                a line at the bottom is a time of which nothing is known, a short bar planned maintenance.</p>
                <p>A failure with \(SilenceText.glyph) is silenced: nobody is told of it.</p>
                <h2>Uptime</h2>
                <p>Up is the time from a good check to the next one, at most 2.5 times the usual distance of checks.
                The rest is not observed: it counts neither as up nor as down. Neither does planned maintenance, whose hours
                stand beside the percentage. A monitor's page tells how much was observed,
                the list where it is less than 95 %: “seen”, or “of” the time since the first check.</p>
                <h2>Keys</h2>
                <p><kbd>/</kbd> goes to the search, <kbd>?</kbd> to this page, <kbd>Esc</kbd> leaves the search. In the strip of
                a monitor the arrows, <kbd>Home</kbd>, <kbd>End</kbd>, <kbd>Page Up</kbd> and <kbd>Page Down</kbd> go from run to run.
                <button type="button" id="keys" hidden>Switch single keys off</button></p>
                <h2>Addresses for scripts</h2><div class="scroll"><table class="plain"><tbody>\(addresses)</tbody></table></div>
                </section>
                """
        )
    }

    /// Addresses with what they answer.
    static let addresses: [(path: String, text: String)] = [
        ("/", "the latest result of each address as JSON, for clients that do not ask for HTML"),
        ("/api/v1/status", "state, counts, age, revision and running scan"),
        ("/api/v1/monitors", "all monitors; q, state, group, sort, since, limit, cursor"),
        ("/api/v1/monitors/KEY", "one monitor with its whole record"),
        ("/api/v1/monitors/KEY/history", "its past; from, to, max, or last, or days"),
        ("/api/v1/incidents", "what failed when; open, key, before"),
        ("/api/v1/scans", "POST {\"notify\": false}: force a scan"),
        ("/api/v2/summary.json", "the shape of Statuspage; also status, components, incidents"),
        ("/status.txt", "one word: ok, app, down or stale"),
        ("/healthz", "the server lives"),
        ("/readyz", "its files are readable and not stale"),
        ("/metrics", "for Prometheus"),
        ("/badge/all.svg", "a badge; all or KEY, .svg or .json"),
        ("/feed.atom", "incidents as a feed; /m/KEY/feed.atom of one monitor"),
        ("/?refresh=60", "the page for a screen on the wall: it loads itself again"),
        (
            "/m/KEY/evidence.txt",
            "what was found on the machine of a failure; at for an earlier one"
        ),
    ]
}
