// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

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
        // `json: json status is "red"` says nothing twice.
        let isSaid = [" ", ":"].contains { fault.message.hasPrefix(fault.reason + $0) }
        if isSaid || fault.message == fault.reason { return fault.message }
        return "\(fault.reason): \(fault.message)"
    }

    /// `since 2026-11-22 17:00:12 (23 m)`.
    func time(_ fault: Fault) -> String {
        let time = DurationWords.text(present - fault.start)
        let since = "since \(TimeWords.moment(fault.start)) (\(time))"
        guard let earliest = fault.twins.earliest, earliest != fault.start else { return since }
        return "\(since), the first of them since \(TimeWords.moment(earliest))"
    }

    /// `timeout: no answer within 10 s, since 22 Nov 17:00 (23 m)`.
    func brief(_ fault: Fault) -> String {
        let time = DurationWords.text(present - fault.start)
        return "\(cause(fault)), since \(TimeWords.day(fault.start)) (\(time))"
    }

    /// `shop and 3 more`.
    func title(_ fault: Fault) -> String {
        fault.twins.count == 0 ? fault.name : "\(fault.name) and \(fault.twins.count) more"
    }

    /// The names of those with the same fault: `also: pay, cart and 12 more`; empty if there are none.
    func twins(_ fault: Fault) -> String {
        let twins = fault.twins
        guard twins.count > 0, !twins.names.isEmpty else { return "" }
        let more = twins.count - twins.names.count
        return "also: \(twins.names.joined(separator: ", "))"
            + (more > 0 ? " and \(more) more" : "")
    }

    /// The part of a fault that is new, where not all of it is: ` [new]`, ` [3 new]`; empty if none is.
    func news(_ fault: Fault) -> String {
        let count = fault.twins.freshCount + (fault.isFresh ? 1 : 0)
        guard count > 0, freshCount < failingCount else { return "" }
        return count == fault.twins.count + 1 ? "new" : "\(count) new"
    }

    /// `at 2026-11-22 17:30:00, was down 37 m`.
    func time(_ recovered: Recovered) -> String {
        let length =
            recovered.start.map { "was down \(DurationWords.text(recovered.end - $0))" }
            ?? "nobody saw since when it was down"
        return "at \(TimeWords.moment(recovered.end)), \(length)"
    }

    /// The sentence about evidence without room; empty if all is there.
    var evidenceNote: String {
        guard evidenceOmitted > 0 else { return "" }
        return
            "(evidence of \(evidenceOmitted) more address\(evidenceOmitted == 1 ? "" : "es") left out)"
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
