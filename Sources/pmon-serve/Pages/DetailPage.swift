// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonText

/// The page of one monitor.
struct DetailPage {
    /// The monitor.
    let monitor: Monitor
    /// What the page is made from.
    let context: PageContext
    /// Stretch of time of the chart.
    let range: Range
    /// Page of the table of runs, from 0.
    let part: Int
    /// Unix seconds of the check that the reader came for; `nil` for none.
    var marked: Double?

    /// Stretches of time that the chart knows.
    enum Range: String, CaseIterable, Sendable {
        case day = "24h"
        case week = "7d"
        case month = "30d"
        case quarter = "90d"
        case all

        /// Its length in seconds; `nil` for all there is.
        var seconds: Double? {
            switch self {
            case .day: 86_400
            case .week: 7 * 86_400
            case .month: 30 * 86_400
            case .quarter: 90 * 86_400
            case .all: nil
            }
        }
    }

    private var state: CheckState { context.state(monitor) }
    private var path: String { "/m/\(monitor.key)" }

    /// The whole page.
    var html: HTML {
        Layout.page(
            context,
            title: "\(state.word) \(monitor.name)",
            state: state,
            feed: "\(path)/feed.atom",
            snippet: BadgeSnippet(name: monitor.name, key: monitor.key, base: context.base),
            body: """
                <nav aria-label="Back"><a href="/">← All monitors</a></nav>
                \(headline)
                \(PlannedList.html(context, key: monitor.key))
                \(warnings)
                \(monitor.result.isFailure ? PhaseBar.section(monitor) : "")
                <div class="beside">\(evidence)\(AnswerView.section(monitor.record, download: download))</div>
                \(AddressTable.section(monitor))
                \(StepTable.section(monitor))
                \(uptimes)
                <section class="card" id="times-card"><h2>Response time</h2>\(ranges)\(chart)</section>
                \(runs)
                \(IncidentList.section(context, monitor.incidents, names: false, key: monitor.key))
                \(PastFailures.section(monitor, limit: PastFailures.few, context: context))
                \(links)
                """
        )
    }

    private var headline: HTML {
        let address: HTML
        if monitor.url.hasPrefix("http://") || monitor.url.hasPrefix("https://") {
            address =
                "<a href=\"\(monitor.url)\" rel=\"noopener noreferrer nofollow\">\(monitor.url)</a>"
        } else {
            address = "\(monitor.url)"
        }
        var detail: HTML = monitor.url.isEmpty ? "" : "<span>\(address)</span>"
        if !monitor.group.isEmpty { detail += "<span>group \(monitor.group)</span>" }
        if let at = monitor.at {
            detail += "<span class=\"when\">checked \(context.time(at))</span>"
        }
        detail += duration
        if let maintenance = monitor.maintenance {
            detail += "<span>\(maintenance.text(now: context.now))</span>"
        }
        if let silence = monitor.silence {
            let line: HTML =
                context.isOwner
                ? " by line \(silence.line): <code>\(silence.text)</code>" : ""
            detail +=
                "<span>\(SilenceText.glyph) silenced \(SilenceText.end(silence, now: context.now))\(line)</span>"
        }
        let removed: HTML =
            monitor.isRemoved
            ? "<p>No longer configured: this is its past.\(context.isOwner ? " <code>pmon-store forget</code> removes it." : "")</p>"
            : ""
        return """
            <section class="banner \(state.name)" aria-label="State">
            <div class="how"><h1><span class="glyph" aria-hidden="true">\(state.glyph)</span> <span class="name">\(monitor.name)</span> <span class="word">\(state.word)</span></h1>
            \(sentence)
            <p>\(detail)<span id="live" hidden></span></p>\(removed)</div>
            </section>
            """
    }

    /// Since when it fails, and since when it does so in the present way; or how long it has been well.
    private var duration: HTML {
        var html: HTML = ""
        let start = monitor.outage
        if let start {
            let length =
                monitor.incidents.first { $0.end == nil }?.length(now: context.now)
                ?? context.now - start
            html += """
                <span>failing since \(context.time(start)) (\(DurationWords.text(seconds: length)))</span>
                """
        }
        guard let since = monitor.since, let at = monitor.at else { return html }
        let runs = monitor.streak.map { "\($0) run\($0 == 1 ? "" : "s")" }
        let word = monitor.result.word
        if start != nil {
            html +=
                "<span>\(word) since \(context.time(since))\(runs.map { " (\($0))" } ?? "")</span>"
        } else {
            let length = DurationWords.text(seconds: at - since)
            html += "<span>\(word) for \(length)\(runs.map { " (\($0))" } ?? "")</span>"
        }
        return html
    }

    /// What the last check said, unless that is "OK" and stands in the heading.
    private var sentence: HTML {
        let verdict: HTML = monitor.verdict.map { " — \($0)" } ?? ""
        if monitor.message == "OK", monitor.verdict == nil { return "" }
        if monitor.message.isEmpty { return "" }
        let short = ShownText.message(monitor.message)
        let whole = MonitorRow.sentence(monitor)
        let more: HTML =
            short == whole
            ? ""
            : "<details><summary>The whole message</summary><div class=\"raw\"><pre tabindex=\"0\">\(whole)</pre></div></details>"
        return "<p class=\"sentence\">\(short)\(verdict)</p>\(more)"
    }

    private var warnings: HTML {
        let items =
            monitor.record[.failed]?.strings.map { $0 + monitor.warnings } ?? monitor.warnings
        guard !items.isEmpty else { return "" }
        let list = items.reduce(into: HTML()) { $0 += "<li>\($1)</li>" }
        let head = monitor.result == .ok ? "Warnings" : "Not as expected"
        return "<section class=\"changes\"><h2>\(head)</h2><ul>\(list)</ul></section>"
    }

    private var uptimes: HTML {
        var html: HTML = "<section class=\"tiles\" aria-label=\"Uptime\">"
        for (window, uptime) in zip(Uptime.windows, monitor.uptimes) {
            let share = uptime.share.map(Uptime.percent) ?? "–"
            html += """
                <div><h2>\(window.name)</h2><p>\(share)</p>\
                <small>\(observed(uptime))\(uptime.maintenanceText.map { ", without \($0) of maintenance" } ?? "")</small></div>
                """
        }
        if let certificate = monitor.certificate {
            let days = certificate.days(now: context.now)
            html += """
                <div><h2>Certificate</h2><p>\(days < 0 ? "expired" : "\(days) days")</p>\
                <small>until \(context.time(certificate.expires))</small></div>
                """
        }
        html += "</section>"
        return html
    }

    private func observed(_ uptime: Uptime) -> String {
        guard uptime.isYoung, uptime.share != nil else {
            return "\(Uptime.percent(uptime.coverage)) of it observed"
        }
        return "watched for \(DurationWords.text(seconds: uptime.watched)) so far"
    }

    private var ranges: HTML {
        var html: HTML = "<nav class=\"seg\" aria-label=\"Range\">"
        for other in Range.allCases {
            let mark: HTML = other == range ? " aria-current=\"true\"" : ""
            html += "<a href=\"\(path)?range=\(other.rawValue)\"\(mark)>\(other.rawValue)</a>"
        }
        html += "</nav>"
        return html
    }

    private var chart: HTML {
        guard let first = monitor.runs.at.first else {
            return "<p class=\"empty\">There are no checks yet.</p>"
        }
        let from = range.seconds.map { context.now - $0 } ?? first
        let end = max(context.now, from + 1)
        let chart = ChartSVG.html(
            Buckets(monitor.runs, from: from, to: end, limit: Self.points),
            context: context,
            key: monitor.key
        )
        guard let figures = DurationFigures(monitor.runs, from: from, to: end) else { return chart }
        return "<div class=\"measured\">\(chart)\(Self.figures(figures, context))</div>"
    }

    /// Points of the chart.
    static let points = 240

    /// What the chart shows, in numbers.
    private static func figures(_ figures: DurationFigures, _ context: PageContext) -> HTML {
        func figure(_ name: String, _ value: Double, _ remark: HTML = "") -> HTML {
            "<div><dt>\(name)</dt><dd>\(ChartSVG.number(value)) ms\(remark)</dd></div>"
        }
        return """
            <dl class="figures">\(figure("Now", figures.last))\(figure("Median", figures.median))\
            \(figure("95th percentile", figures.percentile95))\
            \(figure("Worst", figures.worst, "<small>\(context.time(figures.worstAt))</small>"))</dl>
            """
    }

    private var runs: HTML {
        RunsTable(
            monitor: monitor,
            context: context,
            part: part,
            range: range,
            marked: marked
        ).html
    }

    /// Where what the server answered is found as text, unless the link stands with the machine's evidence.
    private var download: String? {
        monitor.hasProof && !monitor.hasEvidence && !context.isStatic
            ? "\(path)/evidence.txt" : nil
    }

    private var evidence: HTML {
        // Where evidence should be and is not, the reason is worth a line.
        guard monitor.hasEvidence || (monitor.remote != nil && state.isFailure && context.isOwner)
        else { return "" }
        return """
            <section class="card" id="proof"><h2>Evidence</h2>\(EvidenceView.html(monitor, context: context))</section>
            """
    }

    private var links: HTML {
        """
        <p class="links"><a href="/api/v1/monitors/\(monitor.key)">JSON</a> \
        <a href="\(path)/feed.atom">Feed</a></p>
        """
    }
}
