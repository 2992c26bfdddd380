// SPDX-License-Identifier: MIT

import PmonRecord

/// The report as plain text, wrapped at 78 columns; evidence keeps its lines.
struct TextPart {
    private let report: Report
    private var text: [UInt8] = []

    /// The part's content in UTF-8, lines ending with LF.
    static func render(_ report: Report) -> [UInt8] {
        var part = TextPart(report: report)
        part.render()
        return part.text
    }

    private init(report: Report) {
        self.report = report
        text.reserveCapacity(2048)
    }

    private mutating func render() {
        let headline = Headline(report)
        if !headline.scanSentence.isEmpty { paragraph(headline.scanSentence, indent: "") }
        paragraph(headline.sentence, indent: "")
        if !report.link.isEmpty { line(report.link) }
        renderFailing()
        renderWaiting()
        renderRecovered()
        renderPending()
        renderMuted()
        renderWarnings()
        renderUnchecked()
        renderOK()
        renderEvidence()
        line("")
        line("-- ")
        for origin in report.origin { paragraph(origin, indent: "") }
    }

    private mutating func renderFailing() {
        for (word, list) in report.failing where list.count > 0 {
            heading("\(word.text.uppercased()) (\(list.count))")
            for fault in list.items {
                let news = report.news(fault)
                paragraph(
                    "\(word.sign) \(report.title(fault))\(news.isEmpty ? "" : " [\(news)]")",
                    indent: "  "
                )
                render(fault)
            }
            for fault in list.briefs {
                paragraph(
                    "\(word.sign) \(report.title(fault)): \(report.brief(fault))",
                    indent: "  "
                )
            }
            renderRest(list)
        }
    }

    private mutating func renderWaiting() {
        guard report.waiting.count > 0 else { return }
        heading("DOWN WITH WHAT THEY NEED (\(report.waiting.count))")
        for item in report.waiting.items {
            paragraph("\(ResultWord.down.sign) \(item.name): \(report.cause(item))", indent: "  ")
        }
        renderRest(report.waiting)
    }

    private mutating func render(_ fault: Report.Fault) {
        if !fault.address.isEmpty { line("    \(fault.address)") }
        paragraph(report.cause(fault), indent: "    ")
        if !fault.alarm.isEmpty { paragraph("! \(fault.alarm)", indent: "    ") }
        for failed in fault.failed { paragraph(failed, indent: "    ") }
        if !fault.verdict.isEmpty { paragraph("verdict: \(fault.verdict)", indent: "    ") }
        paragraph(report.time(fault), indent: "    ")
        let twins = report.twins(fault)
        if !twins.isEmpty { paragraph(twins, indent: "    ") }
        if !fault.page.isEmpty { line("    \(fault.page)") }
    }

    private mutating func renderRecovered() {
        guard report.recovered.count > 0 else { return }
        heading("RECOVERED (\(report.recovered.count))")
        for item in report.recovered.items {
            paragraph("\(ResultWord.ok.sign) \(item.name)", indent: "  ")
            paragraph(report.time(item), indent: "    ")
            if !item.page.isEmpty { line("    \(item.page)") }
        }
        renderRest(report.recovered)
    }

    private mutating func renderPending() {
        guard report.pending.count > 0 else { return }
        heading("FAILING, NOT YET DOWN (\(report.pending.count))")
        for fault in report.pending.items {
            paragraph("\(fault.word.sign) \(fault.name): \(report.runs(fault))", indent: "  ")
            render(fault)
        }
        renderRest(report.pending)
    }

    private mutating func renderMuted() {
        guard report.muted.count > 0 else { return }
        heading("\(report.mutedTitle) (\(report.muted.count))")
        for item in report.muted.items {
            paragraph("\(item.sign) \(item.fault.name)", indent: "  ")
            paragraph(item.cause, indent: "    ")
            render(item.fault)
        }
        renderRest(report.muted)
    }

    private mutating func renderWarnings() {
        if report.warnings.count > 0 { heading("WARNINGS (\(report.warnings.count))") }
        for item in report.warnings.items {
            let news = item.isFresh && report.freshWarningCount < report.warnings.count
            let sign = ResultWord.warningSign
            paragraph("\(sign) \(item.name)\(news ? " [new]" : "")", indent: "  ")
            for warning in item.texts { paragraph(warning, indent: "    ") }
            if !item.page.isEmpty { line("    \(item.page)") }
        }
        renderRest(report.warnings)
        if report.ended.count > 0 { heading("WARNINGS THAT ARE OVER (\(report.ended.count))") }
        for item in report.ended.items {
            paragraph(
                "\(ResultWord.ok.sign) \(item.name): \(item.kinds.joined(separator: ", "))",
                indent: "  "
            )
        }
        renderRest(report.ended)
    }

    private mutating func renderUnchecked() {
        guard report.unchecked.count > 0 else { return }
        heading("NOT CHECKED (\(report.unchecked.count))")
        for item in report.unchecked.items {
            paragraph(
                "\(ResultWord.noData.sign) \(item.name): last result \(TimeWords.moment(item.at))",
                indent: "  "
            )
        }
        renderRest(report.unchecked)
    }

    private mutating func renderOK() {
        guard report.okCount > 0 else { return }
        heading("OK (\(report.okCount))")
        if !report.ok.isEmpty { paragraph(report.ok.joined(separator: ", "), indent: "  ") }
    }

    private mutating func renderEvidence() {
        for evidence in report.evidence {
            heading("EVIDENCE: \(report.title(evidence))")
            for block in evidence.blocks {
                line("  \(block.title):")
                for content in report.lines(block) { line("    \(content)") }
            }
        }
        guard !report.evidenceNote.isEmpty else { return }
        line("")
        line(report.evidenceNote)
    }

    private mutating func renderRest<Item>(_ listing: Report.Listing<Item>) {
        for name in listing.names { line("  \(name)") }
        if listing.omitted > 0 { line("  \(report.omission(listing))") }
    }

    private mutating func heading(_ title: String) {
        line("")
        line(title)
    }

    private mutating func line(_ content: String) {
        text.append(contentsOf: content.utf8)
        text.append(0x0A)
    }

    /// Adds a text wrapped at spaces; further lines are indented by two more columns.
    private mutating func paragraph(_ content: String, indent: String) {
        guard indent.utf8.count + content.utf8.count > 78 else {
            line(indent + content)
            return
        }
        var current = indent
        var column = indent.utf8.count
        var hasWord = false
        for word in content.utf8.split(separator: 0x20) {
            let word = Substring(word)
            let width = Self.width(word)
            // A word that is too long for any line goes where it stands.
            let isTooLong = indent.utf8.count + 2 + width > 78
            if hasWord, !isTooLong, column + 1 + width > 78 {
                line(current)
                current = indent + (indent.isEmpty ? "" : "  ")
                column = current.utf8.count
                hasWord = false
            }
            if hasWord { current += " " }
            current += word
            column += (hasWord ? 1 : 0) + width
            hasWord = true
        }
        line(current)
    }

    /// How many characters a reader sees; counting them is slow beyond ASCII.
    private static func width(_ word: Substring) -> Int {
        word.utf8.allSatisfy { $0 < 0x80 } ? word.utf8.count : word.count
    }
}
