// SPDX-License-Identifier: MIT

import PmonRecord

/// The lists of the HTML part.
extension HTMLPart {
    /// The text of one fault after its state.
    mutating func render(_ fault: Report.Fault) {
        html.markup("<b class=\"t\" style=\"color:#16191d\">")
        // A name that is the address but for its scheme is the link itself, unless it leads to its own page.
        let isAddress = fault.isNamedByAddress && fault.page.isEmpty
        name(report.title(fault), isAddress ? fault.link : fault.page)
        html.markup("</b><br>\n")
        if !isAddress || fault.link.isEmpty { renderAddress(fault) }
        if !fault.alarm.isEmpty {
            html.markup("<b class=\"d\" style=\"color:#b3123f\">")
            html.text(fault.alarm)
            html.markup("</b><br>\n")
        }
        html.markup("<span class=\"t\" style=\"color:#16191d\">")
        html.text(report.cause(fault))
        for failed in fault.failed {
            html.markup("<br>\n")
            html.text(failed)
        }
        if !fault.verdict.isEmpty {
            html.markup("<br>\n<b>verdict:</b> ")
            html.text(fault.verdict)
        }
        html.markup("</span><br>\n<span class=\"s\" style=\"color:#565e69;font-size:13px\">")
        html.text(report.time(fault))
        let twins = report.twins(fault)
        if !twins.isEmpty {
            html.markup("<br>\n")
            html.text(twins)
        }
        html.markup("</span>")
    }

    /// A name, as a link if there is one.
    mutating func name(_ name: String, _ link: String) {
        guard !link.isEmpty else { return html.text(name) }
        html.markup("<a class=\"a\" style=\"color:#0b5cad\" href=\"")
        html.text(link)
        html.markup("\">")
        html.text(name)
        html.markup("</a>")
    }

    private mutating func renderAddress(_ fault: Report.Fault) {
        if !fault.link.isEmpty {
            html.markup("<a class=\"a\" style=\"color:#0b5cad;font-size:13px\" href=\"")
            html.text(fault.link)
            html.markup("\">")
            html.text(fault.address.isEmpty ? fault.name : fault.address)
            html.markup("</a><br>\n")
        } else if !fault.address.isEmpty {
            html.markup("<span class=\"s\" style=\"color:#565e69;font-size:13px\">")
            html.text(fault.address)
            html.markup("</span><br>\n")
        }
    }

    mutating func renderWaiting() {
        guard report.waiting.count > 0 else { return }
        heading("DOWN WITH WHAT THEY NEED", report.waiting.count)
        for item in report.waiting.items {
            openItem()
            state(.down)
            html.markup(" <b>")
            html.text(item.name)
            soft(report.cause(item))
            closeItem()
        }
        rest(report.waiting)
    }

    mutating func renderRecovered() {
        guard report.recovered.count > 0 else { return }
        heading("RECOVERED", report.recovered.count)
        for item in report.recovered.items {
            openItem()
            html.markup("<b class=\"o\" style=\"color:#1f6fb2\">✔</b> <b>")
            name(item.name, item.page)
            soft(report.time(item))
            closeItem()
        }
        rest(report.recovered)
    }

    mutating func renderMuted() {
        guard report.muted.count > 0 else { return }
        heading(report.mutedTitle, report.muted.count)
        for item in report.muted.items {
            openItem()
            html.markup("<b class=\"s\" style=\"color:#565e69\">")
            html.text("\(item.sign) \(item.cause)")
            html.markup("</b><br>\n")
            render(item.fault)
            closeItem()
        }
        rest(report.muted)
    }

    mutating func renderWarnings() {
        if report.warnings.count > 0 { heading("WARNINGS", report.warnings.count) }
        for item in report.warnings.items {
            openItem()
            html.markup("<b class=\"w\" style=\"color:#9a6700\">⚠</b> <b>")
            name(item.name, item.page)
            html.markup("</b>")
            if item.isFresh, report.freshWarningCount < report.warnings.count {
                html.markup(" <b class=\"t\" style=\"color:#16191d\">NEW</b>")
            }
            for warning in item.texts {
                html.markup("<br>\n")
                html.text(warning)
            }
            closeItem()
        }
        rest(report.warnings)
        if report.ended.count > 0 { heading("WARNINGS THAT ARE OVER", report.ended.count) }
        for item in report.ended.items {
            openItem()
            html.markup("<b class=\"o\" style=\"color:#1f6fb2\">✔</b> <b>")
            html.text(item.name)
            soft(item.kinds.joined(separator: ", "))
            closeItem()
        }
        rest(report.ended)
    }

    mutating func renderUnchecked() {
        guard report.unchecked.count > 0 else { return }
        heading("NOT CHECKED", report.unchecked.count)
        for item in report.unchecked.items {
            openItem()
            html.markup("<b class=\"s\" style=\"color:#565e69\">○</b> <b>")
            html.text(item.name)
            soft("last result \(TimeWords.moment(item.at))")
            closeItem()
        }
        rest(report.unchecked)
    }

    mutating func renderOK() {
        guard report.okCount > 0 else { return }
        heading("OK", report.okCount)
        guard !report.ok.isEmpty else { return }
        openItem()
        html.markup("<b class=\"o\" style=\"color:#1f6fb2\">✔</b> ")
        html.text(report.ok.joined(separator: ", "))
        closeItem()
    }

    mutating func renderEvidence() {
        for evidence in report.evidence {
            html.markup(
                "<tr><td class=\"p t\" style=\"padding:12px 22px 4px;color:#16191d\"><b>Evidence: "
            )
            html.text(report.title(evidence))
            html.markup("</b></td></tr>\n")
            for block in evidence.blocks { render(block) }
        }
        guard !report.evidenceNote.isEmpty else { return }
        openItem()
        html.text(report.evidenceNote)
        closeItem()
    }

    private mutating func render(_ block: Report.Evidence.Block) {
        html.markup(
            "<tr><td class=\"p\" style=\"padding:2px 22px 8px\"><span class=\"s\" style=\"font-size:13px;color:#565e69\">"
        )
        html.text(block.title)
        html.markup(
            """
            </span>
            <pre class="e" style="margin:2px 0 0;padding:8px 10px;background:#f5f6f8;border:1px solid #d9dde3;color:#16191d;\
            font:12px/1.4 Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre-wrap;overflow-wrap:anywhere">
            """
        )
        for (index, line) in report.lines(block).enumerated() {
            if index > 0 { html.markup("\n") }
            html.text(line)
        }
        html.markup("</pre></td></tr>\n")
    }

    /// The addresses listed by name only, and the number of those without room.
    mutating func rest<Item>(_ listing: Report.Listing<Item>) {
        guard !listing.names.isEmpty || listing.omitted > 0 else { return }
        openItem()
        for (index, name) in listing.names.enumerated() {
            if index > 0 { html.markup(",\n") }
            html.text(name)
        }
        if listing.omitted > 0 {
            html.markup("\n")
            html.text(report.omission(listing))
        }
        closeItem()
    }

    mutating func heading(_ title: String, _ count: Int) {
        html.markup(
            "<tr><td class=\"p s\" style=\"padding:16px 22px 6px;font-size:13px;font-weight:bold;letter-spacing:.04em;color:#565e69\">"
        )
        html.text("\(title) (\(count))")
        html.markup("</td></tr>\n")
    }

    mutating func openItem() {
        html.markup("<tr><td class=\"p t\" style=\"padding:0 22px 8px;color:#16191d\">")
    }

    mutating func closeItem() {
        html.markup("</td></tr>\n")
    }

    /// Ends a bold name and adds something less important.
    private mutating func soft(_ text: String) {
        html.markup("</b><br>\n<span class=\"s\" style=\"color:#565e69;font-size:13px\">")
        html.text(text)
        html.markup("</span>")
    }
}
