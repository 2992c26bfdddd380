// SPDX-License-Identifier: MIT

import PmonCore

/// The sentence at the top that says how things are.
struct Banner: Equatable, Sendable {
    /// State that colours it.
    let state: CheckState
    /// Sign in front of it.
    let glyph: String
    /// The sentence.
    let headline: String
    /// What else is to be said; empty for nothing.
    let detail: String
    /// What stands in the window's title; `nil` for nothing.
    let title: String?

    /// Says how things are now.
    init(_ snapshot: Snapshot, now: Double) {
        let counts = snapshot.counts(now: now)
        if let file = snapshot.brokenFile {
            state = .stale
            glyph = "⚠"
            headline = "\(file.name) cannot be read: \(file.reason ?? "")"
            detail =
                snapshot.scan.map { "Showing what was read before: \(LocalTime.full($0.at))." }
                ?? ""
            title = "(file damaged)"
            return
        }
        guard counts.total > 0 else {
            state = .noData
            glyph = "◌"
            headline = "Nothing is configured"
            detail = "Add addresses under [urls] in pmon.ini and run a scan."
            title = nil
            return
        }
        guard let scan = snapshot.scan else {
            state = .noData
            glyph = "◌"
            headline = "No scan yet"
            detail =
                "\(counts.total) \(counts.total == 1 ? "address is" : "addresses are") configured."
            title = nil
            return
        }
        state = counts.worst
        glyph = state.glyph
        headline = Self.headline(counts, scan, snapshot.every, now)
        detail = Self.detail(counts, scan, missing: snapshot.missingFile)
        title = Self.title(counts)
    }

    private static func headline(
        _ counts: Counts,
        _ scan: LastScan,
        _ every: Double?,
        _ now: Double
    ) -> String {
        if counts[.stale] > 0 {
            let expected = every.map { ", expected every \(DurationWords.text(seconds: $0))" } ?? ""
            if counts[.stale] == counts.total - counts[.noData] {
                return
                    "Stale: last scan \(DurationWords.text(seconds: now - scan.at)) ago\(expected)"
            }
            return "\(counts[.stale]) of \(counts.total) stale\(expected)"
        }
        if counts[.down] > 0 { return "\(counts[.down]) of \(counts.total) down" }
        if counts[.app] > 0 {
            return "\(counts[.app]) of \(counts.total) with application errors"
        }
        if counts[.ok] == counts.total { return "All \(counts.total) OK" }
        var parts: [String] = []
        if counts[.ok] > 0 || counts[.maintenance] == 0 { parts.append("\(counts[.ok]) OK") }
        if counts[.maintenance] > 0 { parts.append("\(counts[.maintenance]) under maintenance") }
        if counts[.noData] > 0 { parts.append("\(counts[.noData]) not checked yet") }
        return parts.joined(separator: ", ")
    }

    private static func detail(_ counts: Counts, _ scan: LastScan, missing: String?) -> String {
        var parts: [String] = []
        if counts[.stale] > 0, counts[.down] > 0 { parts.append("\(counts[.down]) down") }
        if counts[.down] > 0 || counts[.stale] > 0, counts[.app] > 0 {
            parts.append("\(counts[.app]) application error\(counts[.app] == 1 ? "" : "s")")
        }
        if counts.silenced > 0 { parts.append("\(counts.silenced) silenced") }
        if counts.failing > 0 || counts[.stale] > 0 {
            if counts[.maintenance] > 0 {
                parts.append("\(counts[.maintenance]) under maintenance")
            }
            if counts[.noData] > 0 { parts.append("\(counts[.noData]) not checked yet") }
        }
        if scan.isIncomplete, let expected = scan.expected {
            parts.append("the last scan was cut off: \(scan.arrived) of \(expected) results")
        }
        if let missing { parts.append("\(missing) is missing") }
        return parts.joined(separator: " · ")
    }

    private static func title(_ counts: Counts) -> String? {
        if counts[.stale] > 0 { return "(stale)" }
        if counts[.down] > 0 { return "(\(counts[.down]) down)" }
        return counts[.app] > 0 ? "(\(counts[.app]) app)" : nil
    }

    /// The banner as markup.
    ///
    /// `form` stands beside the sentence.
    func html(_ context: PageContext, form: HTML = "") -> HTML {
        var extra: HTML = ""
        if !detail.isEmpty { extra += "<span class=\"detail\">\(detail)</span>" }
        if let scan = context.snapshot.scan {
            extra +=
                "<span class=\"when\">checked \(context.time(scan.at)) <span class=\"zone\">\(LocalTime.zoneName(scan.at))</span><span id=\"age\"></span></span>"
            if let every = context.snapshot.every {
                let next = scan.at + every
                let due: HTML =
                    next > context.now && !context.isStatic
                    ? ", next ≈ \(context.time(next))" : ""
                extra +=
                    "<span class=\"when\">every \(DurationWords.text(seconds: every))\(due)</span>"
            }
        }
        if !context.isStatic {
            extra += "<span id=\"live\" hidden></span>"
            extra += "<a id=\"version\" href=\"/\" hidden>New version: load it</a>"
        }
        return """
            <section class="banner \(state.name)" id="banner" aria-label="State">
            <div class="how"><h1><span class="glyph" aria-hidden="true">\(glyph)</span> <span id="headline">\(headline)</span></h1>
            <p>\(extra)</p></div>
            \(form)
            </section>
            """
    }
}
