// SPDX-License-Identifier: MIT

import PmonCore

/// What was found on the machine behind an address that failed.
enum EvidenceView {
    /// Lines of a text that are shown.
    static let lineLimit = 200

    /// The page of a monitor's evidence.
    static func page(_ monitor: Monitor, context: PageContext) -> HTML {
        Layout.page(
            context,
            title: "Evidence \(monitor.name)",
            state: context.state(monitor),
            feed: "/m/\(monitor.key)/feed.atom",
            body: """
                <nav aria-label="Back"><a href="/">← All monitors</a> <a href="/m/\(monitor.key)">\(monitor.name)</a></nav>
                <section class="card"><h1>\(monitor.name)</h1><h2>Evidence</h2>
                \(html(monitor, context: context))</section>
                """
        )
    }

    /// The parts, each with its heading.
    static func html(_ monitor: Monitor, context: PageContext) -> HTML {
        guard monitor.hasEvidence else {
            return """
                <p class="empty">No evidence: \(monitor.result == .ok ? "only failing runs collect it" : "no [remote] entry is configured for this address").</p>
                """
        }
        var html: HTML = ""
        if let at = monitor.at { html += "<p>Collected \(context.time(at)).</p>" }
        if let verdict = monitor.verdict { html += "<p class=\"verdict\"><b>\(verdict)</b></p>" }
        html += processes(monitor.record[.ssh])
        html += part("Memory", monitor.record[.memory], summary: MemorySummary.html)
        html += part("Disks", monitor.record[.fileSystem], summary: DiskSummary.html)
        html += part("Logs", monitor.record[.logs], summary: { _ in nil })
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
        return "<h3>\(name)</h3>\(summary(content))\(text(lines))"
    }

    private static func text(_ lines: [String]) -> HTML {
        guard lines.contains(where: { !$0.isEmpty }) else { return "<p class=\"empty\">empty</p>" }
        let shown = lines.suffix(lineLimit)
        let cut: HTML =
            lines.count > lineLimit ? "<p>The last \(lineLimit) of \(lines.count) lines.</p>" : ""
        return "\(cut)<pre tabindex=\"0\">\(shown.joined(separator: "\n"))</pre>"
    }
}
