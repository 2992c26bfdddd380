// SPDX-License-Identifier: MIT

/// The buttons that force a scan, and what became of the last one.
enum ScanForm {
    /// The form, or why there is none.
    static func html(_ context: PageContext) -> HTML {
        guard !context.isStatic else { return "" }
        // Visitors do not read what the owner would have to do.
        guard context.isOwner, context.scanRefusal == nil else {
            return "<div class=\"scan\" id=\"scan\" hidden></div>"
        }
        let isRunning = context.job?.isRunning ?? false
        let disabled: HTML = isRunning ? " disabled" : ""
        let mail: HTML
        if let refusal = context.mailRefusal {
            mail =
                "<button disabled title=\"\(refusal)\">Scan and mail</button><span class=\"note\">\(refusal)</span>"
        } else {
            mail = "<button formaction=\"/scan/mail\"\(disabled)>Scan and mail…</button>"
        }
        return """
            <form class="scan" id="scan" method="post" action="/scan" aria-busy="\(isRunning ? "true" : "false")">
            <input type="hidden" name="token" value="\(context.token)">
            <button\(disabled)>Scan now</button>
            \(mail)
            <span id="job" role="status">\(job(context))</span>
            \(retry(context))
            </form>
            """
    }

    /// The button that tries a failed scan again, with or without mail as it was.
    private static func retry(_ context: PageContext) -> HTML {
        guard let job = context.job, job.reason != nil else { return "" }
        guard job.notify else { return "<button id=\"retry\">Retry</button>" }
        guard context.mailRefusal == nil else { return "" }
        return "<button id=\"retry\" name=\"notify\" value=\"True\">Retry and mail</button>"
    }

    private static func job(_ context: PageContext) -> HTML {
        guard let job = context.job else { return "" }
        switch job.phase {
        case .running:
            guard let total = job.total, total > 0 else { return "Scanning…" }
            return """
                Scanning \(job.done)/\(total) \
                <progress max="\(total)" value="\(min(job.done, total))" aria-label="Progress of the scan"></progress>
                """
        case .finished:
            let count = context.snapshot.changes.count
            let outcome =
                count == 0 ? "nothing changed" : count == 1 ? "1 change" : "\(count) changes"
            return "Finished \(context.time(job.ended ?? job.started)): \(outcome)"
        case .failed(let reason):
            return "<b class=\"down\">✖ Scan failed</b> \(reason)"
        }
    }

    /// The page that asks before a report is sent.
    static func confirmation(_ context: PageContext) -> HTML {
        let count = context.recipients
        return Layout.page(
            context,
            title: "Scan and mail",
            state: .ok,
            feed: "/feed.atom",
            body: """
                <section class="card">
                <h1>Scan and mail the report?</h1>
                <p>It goes to \(count) recipient\(count == 1 ? "" : "s").</p>
                <form class="scan" method="post" action="/scan">
                <input type="hidden" name="token" value="\(context.token)">
                <input type="hidden" name="notify" value="True">
                <button>Scan and mail</button> <a href="/">Cancel</a>
                </form>
                </section>
                """
        )
    }
}
