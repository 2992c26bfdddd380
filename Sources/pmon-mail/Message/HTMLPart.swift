// SPDX-License-Identifier: MIT

import PmonRecord

/// The report as HTML that mail programs agree on: one column of tables, 600 px at most, styles at the elements, no
/// image, no script, nothing loaded from elsewhere.
///
/// A state has a word, a sign and a coloured border, because some programs invert colours. The
/// `style` element holds only what dark mode and narrow screens add.
struct HTMLPart {
    let report: Report
    var html = HTMLWriter()

    /// The part's content in UTF-8, lines ending with LF.
    static func render(_ report: Report) -> [UInt8] {
        var part = HTMLPart(report: report)
        part.render()
        return part.html.bytes
    }

    private init(report: Report) {
        self.report = report
    }

    private mutating func render() {
        let headline = Headline(report)
        renderHead(headline)
        renderVerdict(headline)
        renderFailing()
        renderWaiting()
        renderRecovered()
        renderPending()
        renderMuted()
        renderWarnings()
        renderUnchecked()
        renderOK()
        renderEvidence()
        renderFoot()
    }

    private mutating func renderHead(_ headline: Headline) {
        html.markup(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>
            """
        )
        html.text(headline.subject)
        html.markup(
            """
            </title>
            <style>
            @media (prefers-color-scheme:dark){
            .b{background:#0d1117!important}.c{background:#151b23!important;border-color:#2d343d!important}
            .t,.t a{color:#e6e9ed!important}.s,.s a{color:#9ba4af!important}.a{color:#79b8ff!important}
            .e{background:#0d1117!important;color:#c9d1d9!important;border-color:#2d343d!important}
            .vd{background:#3b1618!important}.vo{background:#12263d!important}.vw{background:#2e250c!important}
            .d{color:#ff7b72!important}.o{color:#58a6ff!important}.w{color:#e3b341!important}
            .ld{border-color:#ff7b72!important}.lo{border-color:#58a6ff!important}.lw{border-color:#e3b341!important}
            .r{border-color:#2d343d!important}}
            @media (max-width:480px){.p{padding-left:14px!important;padding-right:14px!important}.b{padding:0!important}}
            </style></head>
            <body class="b" style="margin:0;padding:16px 8px;background:#f5f6f8" bgcolor="#f5f6f8">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
            <table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" \
            style="max-width:600px;background:#ffffff;border:1px solid #d9dde3;border-collapse:separate;table-layout:fixed;\
            font:15px/1.45 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere;word-break:break-word">

            """
        )
    }

    private mutating func renderVerdict(_ headline: Headline) {
        if report.down.count + report.waiting.count > 0 {
            html.markup(
                """
                <tr><td class="p vd ld" bgcolor="#fde8ee" style="padding:16px 22px;background:#fde8ee;border-left:6px solid #b3123f">
                <h1 class="t" style="margin:0;font-size:19px;line-height:1.35;color:#16191d"><span class="d" style="color:#b3123f">✖</span> \

                """
            )
        } else if report.scan != .whole
            || report.errors.count + report.pending.count + report.warnings.count > 0
        {
            html.markup(
                """
                <tr><td class="p vw lw" bgcolor="#fdf3d7" style="padding:16px 22px;background:#fdf3d7;border-left:6px solid #9a6700">
                <h1 class="t" style="margin:0;font-size:19px;line-height:1.35;color:#16191d"><span class="w" style="color:#9a6700">
                """
            )
            html.text(
                report.errors.count > 0 ? ResultWord.applicationError.sign : ResultWord.warningSign
            )
            html.markup("</span> ")
        } else {
            html.markup(
                """
                <tr><td class="p vo lo" bgcolor="#e8f1fa" style="padding:16px 22px;background:#e8f1fa;border-left:6px solid #1f6fb2">
                <h1 class="t" style="margin:0;font-size:19px;line-height:1.35;color:#16191d"><span class="o" style="color:#1f6fb2">✔</span> \

                """
            )
        }
        html.text(headline.title)
        html.markup("</h1>")
        for sentence in headline.summary where !sentence.isEmpty {
            html.markup("\n<p class=\"t\" style=\"margin:6px 0 0;color:#16191d\">")
            html.text(sentence)
            html.markup("</p>")
        }
        if !report.link.isEmpty {
            html.markup(
                "\n<p style=\"margin:8px 0 0\"><a class=\"a\" style=\"color:#0b5cad;font-weight:bold\" href=\""
            )
            html.text(report.link)
            html.markup("\">Open the page</a></p>")
        }
        html.markup("</td></tr>\n")
    }

    private mutating func renderFailing() {
        for (word, list) in report.failing where list.count > 0 {
            heading("\(word.text.uppercased())", list.count)
            for fault in list.items {
                html.markup("<tr><td class=\"p\" style=\"padding:0 22px 12px\">")
                openBorder(word)
                state(word)
                let news = report.news(fault)
                if !news.isEmpty {
                    html.markup(" <b class=\"t\" style=\"color:#16191d\">")
                    html.text(news.uppercased())
                    html.markup("</b>")
                }
                html.markup(" ")
                render(fault)
                html.markup("</td></tr></table></td></tr>\n")
            }
            for fault in list.briefs {
                openItem()
                state(word)
                html.markup(" <b>")
                name(report.title(fault), fault.page)
                html.markup("</b> ")
                html.text(report.brief(fault))
                closeItem()
            }
            rest(list)
        }
    }

    /// Opens the cell of one fault with the border of its state.
    private mutating func openBorder(_ word: ResultWord) {
        html.markup(
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"table-layout:fixed\"><tr>"
        )
        if word == .down {
            html.markup(
                "<td class=\"ld\" style=\"border-left:4px solid #b3123f;padding:1px 0 1px 12px\">\n"
            )
        } else {
            html.markup(
                "<td class=\"lw\" style=\"border-left:4px solid #9a6700;padding:1px 0 1px 12px\">\n"
            )
        }
    }

    /// The sign and the word of a state, in its colour.
    mutating func state(_ word: ResultWord) {
        if word == .down {
            html.markup("<b class=\"d\" style=\"color:#b3123f\">")
        } else {
            html.markup("<b class=\"w\" style=\"color:#9a6700\">")
        }
        html.text("\(word.sign) \(word.word)")
        html.markup("</b>")
    }

    private mutating func renderPending() {
        guard report.pending.count > 0 else { return }
        heading("FAILING, NOT YET DOWN", report.pending.count)
        for fault in report.pending.items {
            openItem()
            html.markup("<b class=\"w\" style=\"color:#9a6700\">")
            html.text("\(fault.word.sign) \(report.runs(fault))")
            html.markup("</b> ")
            render(fault)
            closeItem()
        }
        rest(report.pending)
    }

    private mutating func renderFoot() {
        html.markup(
            "<tr><td class=\"p s r\" style=\"padding:14px 22px 18px;border-top:1px solid #d9dde3;font-size:13px;color:#565e69\">"
        )
        for (index, line) in report.origin.enumerated() {
            if index > 0 { html.markup("<br>\n") }
            html.text(line)
        }
        html.markup("</td></tr>\n</table></td></tr></table></body></html>\n")
    }
}
