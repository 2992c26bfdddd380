// SPDX-License-Identifier: MIT

import HTTPTypes

/// What a browser shows where a request failed; scripts get the same as a problem document.
enum ProblemPage {
    /// The page of a status, with what went wrong.
    static func html(_ context: PageContext, status: HTTPResponse.Status, detail: String) -> HTML {
        let sentence = (detail.first?.uppercased() ?? "") + detail.dropFirst()
        return Layout.page(
            context,
            title: "\(status.code) \(status.reasonPhrase)",
            state: .noData,
            feed: "/feed.atom",
            body: """
                <section class="card"><h1>\(status.reasonPhrase)</h1>
                <p>\(sentence).</p>
                <p class="links"><a href="/">All monitors</a></p></section>
                """
        )
    }
}
