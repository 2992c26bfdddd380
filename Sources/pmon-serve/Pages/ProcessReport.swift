// SPDX-License-Identifier: MIT

import PmonRecord

/// What the `ssh` lines of a record say of the process that was looked for.
struct ProcessReport: Equatable {
    /// Lines of the process list that hold the marker.
    var lines: [String] = []
    /// How many there are; some may have been left out.
    var count = 0
    /// The marker that no line holds.
    var missing: String?
    /// Why the machine could not be looked into, with its name.
    var failure: String?
    /// What else is said: evidence that is incomplete, a process list that is none.
    var notes: [String] = []
    /// Whether a process was looked for, and its list seen.
    var isAsked = true

    /// Takes lines and sentences apart.
    ///
    /// A line alone that the verdict repeats is the reason why nothing was gathered.
    init(_ ssh: [String], verdict: String?) {
        for line in ssh {
            switch EvidenceSentence(line) {
            case .missing(_, let marker): missing = marker
            case .notAsked: isAsked = false
            case .more(let more): count += more
            case .failed(let machine, let reason): failure = "\(machine): \(reason)"
            case .unknown, .incomplete, .ended, .stopped, .own: notes.append(line)
            case nil:
                if ssh.count == 1, line == verdict {
                    failure = line
                } else {
                    lines.append(line)
                    count += 1
                }
            }
        }
    }

    /// The section of an evidence page; `marker` is the one that is configured now.
    func html(marker: String?) -> HTML {
        if let failure {
            return "<p class=\"fault\"><b class=\"down\">✖ SSH failed:</b> \(failure)</p>"
        }
        var html: HTML = "<h3>Processes\(heading(marker))</h3>"
        if let missing {
            html += """
                <p class="fault"><b class="down">✖ marker not found:</b> no process line holds <code>\(missing)</code></p>
                """
        } else if !isAsked {
            html += "<p class=\"empty\">No process to look for is configured.</p>"
        }
        for note in notes { html += "<p class=\"fault\"><b class=\"app\">▲</b> \(note)</p>" }
        if !lines.isEmpty { html += EvidenceView.text(lines) }
        return html
    }

    private func heading(_ marker: String?) -> HTML {
        guard isAsked, missing == nil, count > 0 else { return "" }
        let number = "\(count) line\(count == 1 ? "" : "s")"
        // Lines of an earlier failure may have been found by another marker than today's.
        guard let marker, lines.allSatisfy({ $0.contains(marker) }) else {
            return " <small>\(number)</small>"
        }
        return " <small>\(number) with <code>\(marker)</code></small>"
    }
}
