// SPDX-License-Identifier: MIT

import PmonCore

/// What was found on the machine behind an address that failed.
enum EvidenceView {
    /// Lines of a text that are shown.
    static let lineLimit = 200

    /// The page of one failure's evidence; without a `proof` that of the latest record, and the way to
    /// all earlier ones.
    ///
    /// Reads the files, so it is made where that may block.
    static func page(_ monitor: Monitor, proof: Proof?, context: PageContext) -> HTML {
        let content: HTML
        if let proof {
            content =
                context.snapshot.archive.record(proof)
                .map { parts($0, of: monitor, at: proof.at, isLatest: false, context: context) }
                ?? "<p class=\"empty\">The result files have just been replaced: load the page again.</p>"
        } else {
            content = html(monitor, context: context)
        }
        let earlier: HTML =
            proof == nil
            ? PastFailures.section(monitor, limit: ProofPlaces.limit, context: context)
            : "<p><a href=\"/m/\(monitor.key)/evidence\">All evidence of this monitor</a></p>"
        return Layout.page(
            context,
            title: "Evidence \(monitor.name)",
            state: context.state(monitor),
            feed: "/m/\(monitor.key)/feed.atom",
            body: """
                <nav aria-label="Back"><a href="/">← All monitors</a> <a href="/m/\(monitor.key)">\(monitor.name)</a></nav>
                <section class="card" id="proof"><h1>\(monitor.name)</h1><h2>Evidence</h2>
                \(content)</section>
                \(earlier)
                """
        )
    }

    /// The evidence of the latest record, or why there is none.
    static func html(_ monitor: Monitor, context: PageContext) -> HTML {
        guard monitor.hasEvidence else {
            return """
                <p class="empty">No evidence: \(monitor.result == .ok ? "only failing runs collect it" : "no [remote] entry is configured for this address").</p>
                """
        }
        return parts(
            monitor.record,
            of: monitor,
            at: monitor.at,
            isLatest: true,
            context: context
        )
    }

    /// The parts of a record, each with its heading.
    private static func parts(
        _ record: Record,
        of monitor: Monitor,
        at: Double?,
        isLatest: Bool,
        context: PageContext
    ) -> HTML {
        var html: HTML = "<p class=\"when\">"
        if let at { html += "Collected \(context.time(at)). " }
        let query = isLatest ? "" : at.map { "?at=\($0)" } ?? ""
        html += """
            <a href="/m/\(monitor.key)/evidence.txt\(query)" download>Download as text</a></p>
            """
        if !isLatest, let message = record.message?.text {
            html +=
                "<p>\(record.result.map { CheckState($0).word } ?? "") \(Int(message).map(StatusWords.text) ?? message)</p>"
        }
        if let verdict = record[.verdict]?.string {
            html += "<p class=\"verdict\"><b>\(verdict)</b></p>"
        }
        html += processes(record[.ssh])
        html += part("Memory", record[.memory], summary: MemorySummary.html)
        html += part("Disks", record[.fileSystem], summary: DiskSummary.html)
        html += part("Logs", record[.logs], summary: { _ in nil })
        return html
    }

    private static func processes(_ value: JSONValue?) -> HTML {
        guard let value, value != .null else { return "" }
        let lines = value.strings ?? value.string.map { [$0] } ?? []
        return
            "<h3>Processes <small>\(lines.count) line\(lines.count == 1 ? "" : "s")</small></h3>\(text(lines))"
    }

    private static func part(
        _ name: String,
        _ value: JSONValue?,
        summary: (String) -> HTML?
    ) -> HTML {
        guard let value, let content = value.string else { return "" }
        let lines = content.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
        guard let summary = summary(content) else { return "<h3>\(name)</h3>\(text(lines))" }
        return """
            <h3>\(name)</h3>\(summary)<details><summary>As the machine says it</summary>\(text(lines))</details>
            """
    }

    private static func text(_ lines: [String]) -> HTML {
        guard lines.contains(where: { !$0.isEmpty }) else { return "<p class=\"empty\">empty</p>" }
        let shown = lines.suffix(lineLimit)
        let cut: HTML =
            lines.count > lineLimit ? "<p>The last \(lineLimit) of \(lines.count) lines.</p>" : ""
        return """
            \(cut)<div class="raw"><pre tabindex="0">\(shown.joined(separator: "\n"))</pre></div>
            """
    }
}
