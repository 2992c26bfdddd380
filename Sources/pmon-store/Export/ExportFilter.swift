// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// Which records of the history are wanted.
struct ExportFilter {
    /// Records before this instant are not.
    var since: Timestamp?
    /// Records from this instant on are not.
    var until: Timestamp?
    /// Addresses, or patterns of the shell; empty for all.
    var urls: [String] = []
    /// Results; empty for all.
    var results: Set<CheckResult> = []

    /// True if the address is wanted.
    func wants(_ url: URLKey) -> Bool {
        guard !urls.isEmpty else { return true }
        let text = url.text
        // An address may hold what a pattern takes for special, so the same text always fits.
        return urls.contains { $0.utf8.elementsEqual(url.bytes) || Glob.fits($0, text) }
    }

    /// True if the record of a wanted address is wanted; one without an instant is not where time matters.
    func wants(_ record: UnsafeRawBufferPointer) -> Bool {
        guard since != nil || until != nil || !results.isEmpty else { return true }
        let fields = RecordFields(record)
        if !results.isEmpty {
            guard let result = fields.result, results.contains(result) else { return false }
        }
        guard since != nil || until != nil else { return true }
        guard let at = fields.at else { return false }
        if let since, at < since { return false }
        if let until, at >= until { return false }
        return true
    }
}
