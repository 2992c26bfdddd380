// SPDX-License-Identifier: MIT

/// A badge with what other pages need to show it.
struct BadgeSnippet {
    /// What the badge tells of, for who does not see it.
    let name: String
    /// `all` or the key of a monitor.
    let key: String
    /// Scheme, host and port of the server.
    let base: String

    private var picture: String { "\(base)/badge/\(key).svg" }
    private var page: String { key == "all" ? "\(base)/" : "\(base)/m/\(key)" }

    /// A linked picture in Markdown.
    var markdown: String {
        let text = name.reduce(into: "") { text, character in
            if "[]\\".contains(character) { text.append("\\") }
            text.append(character.isNewline ? " " : character)
        }
        return "[![\(text)](\(picture))](\(page))"
    }

    /// A linked picture in HTML.
    var markup: String {
        let html: HTML = "<a href=\"\(page)\"><img src=\"\(picture)\" alt=\"\(name)\"></a>"
        return html.text
    }

    /// The part of a page that shows both, to be copied; it needs no script to open.
    var html: HTML {
        """
        <details class="badge" id="badge"><summary>Badge snippet</summary>
        <p><img src="/badge/\(key).svg" alt="\(name)" height="20" loading="lazy"></p>
        <p>Markdown</p><div class="raw"><pre tabindex="0">\(markdown)</pre></div>
        <p>HTML</p><div class="raw"><pre tabindex="0">\(markup)</pre></div>
        </details>
        """
    }
}
