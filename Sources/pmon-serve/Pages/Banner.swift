// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

/// The sentence at the top that says how things are.
struct Banner: Equatable, Sendable {
    /// State that colours it.
    let state: CheckState
    /// Sign in front of it.
    let glyph: String
    /// The sentence in its parts.
    let parts: [Part]
    /// What else is to be said; empty for nothing.
    let detail: String
    /// What stands in the window's title; `nil` for nothing.
    let title: String?
    /// What the owner may do about it, which visitors do not read; empty for nothing.
    var hint = ""

    /// A part of the sentence, and the list that it speaks of.
    struct Part: Equatable, Sendable {
        /// Its words.
        let text: String
        /// The filter that leads to what it counts; `nil` for none.
        var filter: ListQuery.Filter?
    }

    /// The sentence.
    var headline: String { parts.map(\.text).joined() }

    /// Says how things are now.
    init(_ snapshot: Snapshot, now: Double) {
        let counts = snapshot.counts(now: now)
        if let file = snapshot.brokenFile {
            state = .stale
            glyph = "⚠"
            let name = snapshot.isForStrangers ? "The results" : file.name
            parts = [Part(text: "\(name) cannot be read")]
            detail = snapshot.isForStrangers ? "" : file.reason ?? ""
            title = "(file damaged)"
            hint = "pmon-store check names the fault, pmon-store repair saves what is whole."
            return
        }
        guard counts.total > 0 else {
            state = .noData
            glyph = "◌"
            parts = [Part(text: "Nothing is configured")]
            detail = ""
            title = nil
            hint = "Add addresses under [urls] in pmon.ini and run a scan."
            return
        }
        guard let scan = snapshot.scan else {
            state = .noData
            glyph = "◌"
            parts = [Part(text: "No scan yet")]
            detail =
                "\(counts.total) \(counts.total == 1 ? "address is" : "addresses are") configured."
            title = nil
            if snapshot.every != nil { hint = "Nobody scans: " + Self.schedule }
            return
        }
        state = counts.worst
        glyph = state.glyph
        parts = Self.parts(counts, scan, snapshot.every, now)
        detail = Self.detail(counts, scan, missing: snapshot.missingFile)
        title = Self.title(counts)
        if counts[.stale] > 0, counts[.stale] == counts.total - counts[.noData] {
            hint = "Nobody scans: " + Self.schedule
        }
    }

    /// What starts scans: the key alone does not.
    private static let schedule =
        "cron, a systemd timer or pmon --every does that, not the key every alone."

    private static func parts(
        _ counts: Counts,
        _ scan: LastScan,
        _ every: Double?,
        _ now: Double
    ) -> [Part] {
        if counts[.stale] > 0 {
            let expected = every.map { ", expected every \(DurationWords.text(seconds: $0))" } ?? ""
            if counts[.stale] == counts.total - counts[.noData] {
                let age = DurationWords.text(seconds: now - scan.at)
                return [Part(text: "Stale: last scan \(age) ago\(expected)")]
            }
            return [
                Part(text: "\(counts[.stale]) of \(counts.total) stale", filter: .stale),
                Part(text: expected),
            ]
        }
        switch (counts[.down], counts[.app]) {
        case (0, 0): break
        case (let down, 0):
            return [Part(text: "\(down) of \(counts.total) down", filter: .down)]
        case (0, let app):
            return [Part(text: "\(app) of \(counts.total) with application errors", filter: .app)]
        case (let down, let app):
            return [
                Part(text: "\(down + app) of \(counts.total) failing", filter: .failing),
                Part(text: ": "), Part(text: ResultWord.down.count(down), filter: .down),
                Part(text: ", "), Part(text: ResultWord.applicationError.count(app), filter: .app),
            ]
        }
        if counts[.ok] == counts.total { return [Part(text: "All \(counts.total) OK")] }
        var parts: [String] = []
        if counts[.ok] > 0 || counts[.maintenance] == 0 { parts.append("\(counts[.ok]) OK") }
        if counts[.maintenance] > 0 { parts.append("\(counts[.maintenance]) under maintenance") }
        if counts[.noData] > 0 { parts.append("\(counts[.noData]) not checked yet") }
        return [Part(text: parts.joined(separator: ", "))]
    }

    private static func detail(_ counts: Counts, _ scan: LastScan, missing: String?) -> String {
        var parts: [String] = []
        if counts[.stale] > 0, counts[.down] > 0 { parts.append("\(counts[.down]) down") }
        if counts[.stale] > 0, counts[.app] > 0 {
            parts.append(ResultWord.applicationError.count(counts[.app]))
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
        if counts[.down] > 0, counts[.app] > 0 { return "(\(counts.failing) failing)" }
        if counts[.down] > 0 { return "(\(counts[.down]) down)" }
        return counts[.app] > 0 ? "(\(counts[.app]) app)" : nil
    }

    /// The banner as markup.
    ///
    /// `form` stands beside the sentence.
    func html(_ context: PageContext, form: HTML = "") -> HTML {
        var extra: HTML = ""
        if !detail.isEmpty { extra += "<span class=\"detail\">\(detail)</span>" }
        if !hint.isEmpty, context.isOwner, !context.isStatic {
            extra += "<span class=\"hint\">\(hint)</span>"
        }
        if let scan = context.snapshot.scan {
            extra +=
                "<span class=\"when\">checked \(context.time(scan.at)) <span class=\"zone\">\(LocalTime.zoneName(scan.at))</span><span id=\"age\"></span></span>"
            if let every = context.snapshot.every {
                let next = scan.at + every
                let due: HTML =
                    next > context.now && !context.isStatic
                    ? ", next ≈ \(context.time(next))" : ""
                extra +=
                    "<span class=\"every\">every \(DurationWords.text(seconds: every))\(due)</span>"
            }
        }
        if !context.isStatic {
            extra += "<span id=\"live\" hidden></span>"
            extra += "<a id=\"version\" href=\"/\" hidden>New version: load it</a>"
        }
        return """
            <section class="banner \(state.name)" id="banner" aria-label="State">
            <div class="how"><h1><span class="glyph" aria-hidden="true">\(glyph)</span> <span id="headline">\(sentence(context))</span></h1>
            <p>\(extra)</p></div>
            \(form)
            </section>
            """
    }

    /// The sentence, with the way to what it counts.
    private func sentence(_ context: PageContext) -> HTML {
        parts.reduce(into: HTML()) { html, part in
            if let filter = part.filter, !context.isStatic {
                html += "<a href=\"/?state=\(filter.rawValue)\">\(part.text)</a>"
            } else {
                html += "\(part.text)"
            }
        }
    }
}
