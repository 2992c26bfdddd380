// SPDX-License-Identifier: MIT

private import Synchronization

/// What a visit says of one address, for all records that share it.
///
/// It is made when the first of them is written, as to mask the lines of a machine takes longer than to write them.
final class SharedEvidence: Sendable {
    private let made = Mutex<Evidence?>(nil)
    private let make: @Sendable () -> Evidence

    /// The part of a visit that concerns one address.
    init(_ gathered: Gathered, _ site: Inventory.Site, _ entry: Inventory.Entry) {
        make = { Evidence(gathered, site: site, entry: entry) }
    }

    /// The same each time.
    var value: Evidence {
        made.withLock { made in
            if let made { return made }
            let evidence = make()
            made = evidence
            return evidence
        }
    }
}
