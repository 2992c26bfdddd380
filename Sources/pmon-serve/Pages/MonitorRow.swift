// SPDX-License-Identifier: MIT

import PmonRecord

/// One monitor in the list.
struct MonitorRow {
    /// The monitor.
    let monitor: Monitor
    /// Its state now.
    let state: CheckState
    /// What it is part of.
    let context: PageContext
    /// Strip shown.
    let kind: StripKind
    /// Number of today.
    let today: Int
    /// Whether the group stands in the row, because the row does not stand in the group.
    var showsGroup = false

    /// The table row.
    var html: HTML {
        // What filters of the list ask for beside the state.
        var mark: HTML = monitor.silence != nil && state.isFailure ? " silenced" : ""
        if ListQuery.isUnstable(monitor) { mark += " unstable" }
        return """
            <tr class="\(state.name)\(mark)" data-key="\(monitor.key)">\
            <td class="st">\(stateWord)</td>\
            <th scope="row">\(name)</th>\
            <td class="msg" title="\(ShownText.message(monitor.message))">\(message)</td>\
            <td class="t">\(time)</td>\
            <td class="ms">\(duration)</td>\
            <td class="up">\(uptime)</td>\
            <td class="bars">\(strip)</td>\
            <td class="cert">\(certificate)</td>\
            </tr>

            """
    }

    private var stateWord: HTML {
        if state == .stale { return "◷ STALE <small>was \(monitor.lastState.word)</small>" }
        return "\(state.glyph) \(state.word)"
    }

    private var name: HTML {
        let isURL = monitor.name == monitor.url
        var address: HTML = isURL || monitor.url.isEmpty ? "" : "<small>\(monitor.url)</small>"
        if showsGroup, !monitor.group.isEmpty { address += "<small>\(monitor.group)</small>" }
        if let places = monitor.places {
            address += "<small class=\"places\">\(places.well) of \(places.of) places OK</small>"
        }
        if context.isStatic { return "\(monitor.name)\(address)" }
        let mark: HTML = isURL ? " class=\"url\"" : ""
        return "<a\(mark) href=\"/m/\(monitor.key)\">\(monitor.name)</a>\(address)"
    }

    private var message: HTML {
        let sentence = ShownText.message(monitor.message)
        var text: HTML = "<span>\(sentence)</span>"
        if let outage = monitor.outage, state.isFailure {
            text += "<small>failing since \(context.time(outage))</small>"
        }
        if let maintenance = monitor.maintenance {
            text += "<small>\(maintenance.text(now: context.now))</small>"
        }
        if let silence = monitor.silence {
            text +=
                "<small>\(SilenceText.glyph) silenced \(SilenceText.end(silence, now: context.now))</small>"
        }
        if monitor.hasProof, !context.isStatic {
            return
                "\(text)<small><a href=\"/m/\(monitor.key)/evidence\">\(verdict ?? "Evidence")</a></small>"
        }
        if let verdict { return "\(text)<small>\(verdict)</small>" }
        if let warning = monitor.warnings.first {
            return "\(text)<small>\(ResultWord.warningSign) \(ShownText.cut(warning))</small>"
        }
        return text
    }

    /// What the evidence says, where the search finds it.
    private var verdict: HTML? {
        monitor.verdict.map { "<span class=\"why\">\(ShownText.cut($0))</span>" }
    }

    /// The message, with its name where it is a bare status.
    static func sentence(_ monitor: Monitor) -> String {
        guard let status = Int(monitor.message) else { return monitor.message }
        return StatusWords.text(status)
    }

    private var time: HTML {
        monitor.at.map { context.time($0) } ?? "–"
    }

    private var duration: HTML {
        let number = monitor.milliseconds.map { String(Int($0.rounded())) } ?? "–"
        return "\(number)\(Sparkline.html(monitor.runs))"
    }

    private var uptime: HTML {
        let planned: HTML =
            monitor.uptimes[2].maintenanceText.map {
                "<small>\(CheckState.maintenance.glyph) \($0)</small>"
            } ?? ""
        return "\(Self.uptime(monitor.uptimes[2]))\(planned)"
    }

    /// Percent of a window, and what it stands for where that is not all of it.
    static func uptime(_ uptime: Uptime) -> HTML {
        guard let share = uptime.share else { return "–" }
        let remark: HTML = uptime.remark.map { "<small>\($0)</small>" } ?? ""
        return "\(Uptime.percent(share))\(remark)"
    }

    private var strip: HTML {
        let strip = monitor.runs.strip(kind, today: today)
        let last = monitor.incidents.first.map { LocalTime.short($0.last, now: context.now) }
        return StripSVG.html(
            strip,
            kind: kind,
            label: StripSVG.sentence(strip, kind: kind, lastFailure: last)
        )
    }

    private var certificate: HTML {
        let days = monitor.certificate?.days(now: context.now)
        if let days, days < 0 { return "<b class=\"down\">✖ expired</b>" }
        if monitor.hasBadCertificate { return "<b class=\"down\">✖ invalid</b>" }
        guard let certificate = monitor.certificate, let days else { return "–" }
        let state = certificate.state(now: context.now)
        if state == .ok { return "<span class=\"ok\">✔</span> \(days) d" }
        return "<b class=\"\(state.name)\">\(state.glyph) \(days) d</b>"
    }
}
