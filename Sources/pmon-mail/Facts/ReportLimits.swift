// SPDX-License-Identifier: MIT

import PmonText

/// The limits of a mail, so that no mail program truncates it.
///
/// Gmail clips the HTML part at 102 KB; pmon stays below 90 KB. Costs are bytes of that part.
struct ReportLimits {
    /// Bytes left for what the mail lists.
    private(set) var left = 82_000
    /// Characters of a name or an address.
    static let name = 120
    /// Characters of a message or verdict.
    static let message = 400
    /// Characters of a message where a fault has one line.
    static let brief = 100
    /// Names of checks that share a fault.
    static let twins = 24
    /// Expectations and warnings of one address.
    static let sentences = 5
    /// Bytes that are kept for the names of what fails, so that the least is said of everything.
    static let nameRoom = 45_000
    /// Bytes that are kept from the details for evidence, if there is any, and from both for what is told in one line; of
    /// what the names leave, at most a third and a quarter.
    static let evidenceRoom = 24_000
    static let briefRoom = 12_000
    /// Characters of a line of evidence.
    static let evidenceLine = 200
    /// Lines of evidence an address.
    static let evidenceLines = 40
    /// Lines that each command's output gets of those, however long the one before it is.
    static let evidenceLeast = 8
    /// Characters of evidence an address.
    static let evidenceSize = 4096
    /// Names of healthy addresses that are still worth reading.
    static let okNames = 20

    /// Takes the cost of something if there is room for it.
    mutating func take(_ cost: Int, keeping reserve: Int = 0) -> Bool {
        guard cost <= left - reserve else { return false }
        left -= cost
        return true
    }

    /// Bytes that a text has in HTML, markup around it not counted.
    static func cost(_ text: String) -> Int {
        var html: [UInt8] = []
        MarkupEscape.append(text, to: &html)
        return html.count
    }
}
