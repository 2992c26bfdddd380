// SPDX-License-Identifier: MIT

import PmonRecord

/// The order of an address' checks, and which of them stands for the address.
enum CheckOrder {
    /// The checks ordered by the bytes of target, then place, missing ones first.
    static func sorted(_ checks: [LatestCheck]) -> [LatestCheck] {
        checks.map { (name: $0.name, check: $0) }
            .sorted { $0.name < $1.name }
            .map(\.check)
    }

    /// The check with the worst result, among equals the newest; nil if there are none.
    ///
    /// A record from the future stands for the address only if all of them are.
    static func worst(of checks: [LatestCheck], _ clock: ClockRule) -> LatestCheck? {
        let present = checks.filter { !clock.isAhead($0.facts) }
        return (present.isEmpty ? checks : present).reduce(nil) { worst, check in
            guard let worst else { return check }
            let (one, other) = (severity(check), severity(worst))
            guard one == other else { return one > other ? check : worst }
            guard let at = check.facts.at else { return worst }
            return worst.facts.at.map { at > $0 } ?? true ? check : worst
        }
    }

    /// A result that is none of the three must not pass for a success.
    private static func severity(_ check: LatestCheck) -> Int {
        switch check.facts.result {
        case .success: 0
        case nil: 1
        case .applicationError: 2
        case .exceptionError: 3
        }
    }
}
