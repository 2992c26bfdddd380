// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// What the server answered to a check.
enum AnswerView {
    /// A section for the latest record; nothing where it holds no answer.
    ///
    /// `download` is the address of it as text, where no other link of the page leads there.
    static func section(_ record: Record, download: String? = nil) -> HTML {
        guard let html = html(record) else { return "" }
        let link: HTML =
            download.map {
                "<p class=\"when\"><a href=\"\($0)\" download>Download as text</a></p>"
            } ?? ""
        return """
            <section class="card" id="answer"><h2>What the server answered</h2>\(link)\(html)</section>
            """
    }

    /// The body, and the headers to be unfolded; nil where the record holds no answer.
    static func html(_ record: Record) -> HTML? {
        guard let response = record[.response]?.object else { return nil }
        var html: HTML = ""
        if let body = response["body"]?.string, !body.isEmpty {
            html += EvidenceView.text(
                body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            )
        } else {
            html += "<p class=\"empty\">No body.</p>"
        }
        let headers = response["headers"]?.strings ?? []
        if !headers.isEmpty {
            html += """
                <details><summary>\(headers.count) header\(headers.count == 1 ? "" : "s")</summary>\(EvidenceView.text(headers))</details>
                """
        }
        if response["truncated"]?.bool == true {
            html += "<p class=\"empty\">Only the beginning is kept: keep.size.</p>"
        }
        return html
    }
}
