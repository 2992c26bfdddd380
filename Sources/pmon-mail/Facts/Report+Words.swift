// SPDX-License-Identifier: MIT

import PmonCore

extension Report.Fault {
    /// True where the name is the address without its scheme and a bare `/` at its end.
    var isNamedByAddress: Bool {
        address.isEmpty
            || ["http://\(name)", "https://\(name)"].contains { base in
                address == base || address == "\(base)/"
            }
    }
}

/// The wordings that the text and the HTML part share.
extension Report {
    /// `timeout: no answer within 10 s`, `HTTP status 404`.
    func cause(_ fault: Fault) -> String {
        if fault.message.hasPrefix("HTTP status") { return fault.message }
        guard !fault.reason.isEmpty, !fault.message.isEmpty else {
            return fault.reason + fault.message
        }
        return "\(fault.reason): \(fault.message)"
    }

    /// `since 2026-11-22 17:00:12 (23 m)`.
    func time(_ fault: Fault) -> String {
        "since \(TimeWords.moment(fault.start)) (\(DurationWords.text(present - fault.start)))"
    }

    /// `at 2026-11-22 17:30:00, was down 37 m`.
    func time(_ recovered: Recovered) -> String {
        let length = recovered.start.map { ", was down \(DurationWords.text(recovered.end - $0))" }
        return "at \(TimeWords.moment(recovered.end))\(length ?? "")"
    }

    /// `needs Gateway, which fails`.
    func cause(_ waiting: Waiting) -> String {
        let verb = waiting.needs.count == 1 ? "which fails" : "which fail"
        return "needs \(waiting.needs.joined(separator: ", ")), \(verb)"
    }

    /// `failing for 2 runs`.
    func runs(_ fault: Fault) -> String {
        fault.runs == 1 ? "failing for 1 run" : "failing for \(fault.runs) runs"
    }

    /// The title of the list of what fails and is not told.
    var mutedTitle: String {
        switch maintenanceCount {
        case 0: "SILENCED"
        case muted.count: "UNDER MAINTENANCE"
        default: "UNDER MAINTENANCE OR SILENCED"
        }
    }

    /// The lines of a block with what is left out: `… 12 more lines`, or `… 12 earlier lines` in front.
    func lines(_ block: Evidence.Block) -> [String] {
        guard block.omitted > 0 else { return block.lines }
        let kind = block.isTail ? "earlier" : "more"
        let note = "… \(block.omitted) \(kind) line\(block.omitted == 1 ? "" : "s")"
        return block.isTail ? [note] + block.lines : block.lines + [note]
    }

    /// The title of evidence: `shop, pay and 3 more`.
    func title(_ evidence: Evidence) -> String {
        evidence.others == 0 ? evidence.name : "\(evidence.name) and \(evidence.others) more"
    }

    /// `and 12 more`, with the hint where to read of them.
    func omission<Item>(_ listing: Listing<Item>) -> String {
        "and \(listing.omitted) more\(link.isEmpty ? "" : ", see the page")"
    }

    /// Where and when the facts were gathered.
    var origin: [String] {
        var lines = ["pmon \(monitor)\(place.isEmpty ? "" : ", seen from \(place)")"]
        let zone = "times are local, UTC\(TimeWords.zone(present))"
        if let scanStart, present >= scanStart {
            lines.append("scan begun \(TimeWords.moment(scanStart)), \(zone)")
        } else {
            lines.append("last check \(TimeWords.moment(present)), \(zone)")
        }
        lines.append(why)
        return lines
    }
}
