// SPDX-License-Identifier: MIT

import PmonRecord

/// The checks that this process has brought: they stay in the latest file although `[urls]` does not have them.
final class BroughtChecks {
    private var addresses: Set<URLKey> = []
    /// Those that are not configured, by `LeavingRule.mark`.
    private var others: Set<UInt64> = []

    /// True if nothing was brought.
    var isEmpty: Bool { addresses.isEmpty }

    /// Notes the address of a record.
    func note(_ url: URLKey) { addresses.insert(url) }

    /// Notes a check that is not configured.
    func note(_ facts: RecordFacts, of url: URLKey) {
        others.insert(LeavingRule.mark(url, facts.origin))
    }

    /// True if a check that is not configured was brought.
    func contains(_ facts: RecordFacts, of url: URLKey) -> Bool {
        addresses.contains(url) && others.contains(LeavingRule.mark(url, facts.origin))
    }
}
