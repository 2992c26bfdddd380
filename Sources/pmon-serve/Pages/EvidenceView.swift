// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

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
            content = html(monitor, context: context, showsAnswer: true)
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
    ///
    /// What the server answered stands on the monitor's page by itself.
    static func html(_ monitor: Monitor, context: PageContext, showsAnswer: Bool = false) -> HTML {
        guard monitor.hasProof else {
            return context.isOwner
                ? "<p class=\"empty\">No evidence: \(reason(monitor)).</p>"
                : "<p class=\"empty\">No evidence.</p>"
        }
        return parts(
            monitor.record,
            of: monitor,
            at: monitor.at,
            isLatest: true,
            showsAnswer: showsAnswer,
            context: context
        )
    }

    /// Why the latest record holds no evidence.
    private static func reason(_ monitor: Monitor) -> String {
        guard monitor.remote != nil else {
            return "not configured: this address has no [remote] entry in pmon.ini"
        }
        return switch monitor.result {
        case .ok: "only failing runs collect it"
        case .noData: "there are no checks yet"
        default: "the last run did not pass through pmon-ssh"
        }
    }

    /// The parts of a record, each with its heading.
    private static func parts(
        _ record: Record,
        of monitor: Monitor,
        at: Double?,
        isLatest: Bool,
        showsAnswer: Bool = true,
        context: PageContext
    ) -> HTML {
        var html: HTML = "<p class=\"when\">"
        if let at { html += "Collected \(context.time(at)); only failing runs collect. " }
        let query = isLatest ? "" : at.map { "?at=\($0)" } ?? ""
        html += """
            <a href="/m/\(monitor.key)/evidence.txt\(query)" download>Download as text</a></p>
            """
        if !isLatest, let message = record.message?.text {
            html +=
                "<p>\(record.result.map { CheckState($0).word } ?? "") \(Int(message).map(StatusWords.text) ?? message)</p>"
        }
        let verdict = record[.verdict]?.string
        let report = record[.ssh].flatMap { value in
            (value.strings ?? value.string.map { [$0] }).map { ProcessReport($0, verdict: verdict) }
        }
        // Where SSH failed the verdict says the same.
        if let verdict, report?.failure == nil {
            html += "<p class=\"verdict\"><b>\(verdict)</b></p>"
        }
        if let report { html += report.html(marker: monitor.remote?.marker) }
        html += part("Memory", record[.memory], summary: MemorySummary.html)
        html += part("Disks", record[.fileSystem], summary: DiskSummary.html)
        html += logs(record[.logs], pattern: monitor.remote?.logPattern)
        if let phases = PhaseBar.html(record, url: monitor.url), !isLatest || showsAnswer {
            html += "<h3>Where the time went</h3>\(phases)"
        }
        // The page of the monitor shows that of the latest record by itself.
        if !isLatest || showsAnswer, let answer = AnswerView.html(record) {
            html += "<h3>What the server answered</h3>\(answer)"
        }
        return html
    }

    private static func part(
        _ name: String,
        _ value: JSONValue?,
        summary: (String) -> HTML?
    ) -> HTML {
        guard let value, let content = value.string else { return "" }
        let lines = lines(content)
        guard let summary = summary(content) else { return "<h3>\(name)</h3>\(text(lines))" }
        return """
            <h3>\(name)</h3>\(summary)<details><summary>As the machine says it</summary>\(text(lines))</details>
            """
    }

    private static func logs(_ value: JSONValue?, pattern: String?) -> HTML {
        guard let value, let content = value.string else { return "" }
        let lines = lines(content)
        let count = lines.count { !$0.isEmpty }
        var number: HTML = ""
        if count > 0 {
            let what: HTML = pattern.map { " for <code>\($0)</code>" } ?? ""
            number = " <small>\(count) match\(count == 1 ? "" : "es")\(what)</small>"
        }
        return "<h3>Logs\(number)</h3>\(text(lines))"
    }

    private static func lines(_ content: String) -> [String] {
        content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Raw lines, the end of them where they are many; what is cut is said.
    static func text(_ lines: [String]) -> HTML {
        guard lines.contains(where: { !$0.isEmpty }) else {
            return "<p class=\"empty\">empty output</p>"
        }
        let shown = lines.suffix(lineLimit).joined(separator: "\n")
        var cut: HTML = ""
        if lines.count > lineLimit {
            let all = lines.reduce(lines.count - 1) { $0 + $1.utf8.count }
            cut = """
                <p class="empty">Truncated: the last \(lineLimit) of \(lines.count) lines, \(shown.utf8.count) of \(all) bytes. \
                The download has all.</p>
                """
        }
        return "\(cut)<div class=\"raw\"><pre tabindex=\"0\">\(shown)</pre></div>"
    }
}
