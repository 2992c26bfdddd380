// SPDX-License-Identifier: MIT

/// Tells records from the future, as a wrong clock makes them: they count as if they had not come.
///
/// The store marks them on arrival. In files of older programs, one that lies more than a day ahead of the clock is taken
/// for one.
package struct FutureRule: Sendable {
    /// The latest instant that is not ahead.
    package let limit: Timestamp

    /// The rule at an instant.
    package init(now: Timestamp = .now()) {
        limit = now + .seconds(86_400)
    }

    /// True if the record was marked when it came, or lies in the future now.
    package func isAhead(_ facts: RecordFacts) -> Bool {
        facts.isAhead || facts.at.map { $0 > limit } ?? false
    }
}
