// SPDX-License-Identifier: MIT

import PmonCurl

/// The addresses of one name that are checked one by one, until each of them has its outcome.
///
/// It belongs to the loop of the check that found the addresses.
final class AddressGroup {
    /// Addresses checked at most; a name with more has its first ones checked, and a warning.
    static let most = 32

    /// The check whose record tells of all addresses.
    let check: Check
    /// How long its names took to resolve; nil if there was nothing to resolve.
    let resolving: Duration?
    /// The addresses that are checked.
    let addresses: [String]
    /// How many the name has.
    private let count: Int
    private var outcomes: [CheckOutcome?]

    /// The addresses that a check found.
    init(_ check: Check, addresses found: [String], resolving: Duration?) {
        self.check = check
        self.resolving = resolving
        count = found.count
        addresses = Array(NumericAddress.sorted(found).prefix(Self.most))
        outcomes = addresses.map { _ in nil }
    }

    /// Takes what came of one address; the outcome of all once each has its own.
    func take(_ outcome: CheckOutcome, of place: Int) -> CheckOutcome? {
        outcomes[place] = outcome
        let known = outcomes.compactMap { $0 }
        guard known.count == addresses.count else { return nil }
        var whole = CheckOutcome(of: zip(addresses, known).map { ($0, $1) })
        whole.warnings = Evaluation.warnings(of: known, target: check.target, began: check.began)
        if count > addresses.count {
            whole.warnings.append("addresses: \(addresses.count) of \(count) were checked")
        }
        return whole
    }
}

extension Check {
    /// True if its addresses are to be checked each by itself.
    var splits: Bool { target.plan.takesAllAddresses && member == nil }

    /// True for a request to the name whose addresses are checked each by itself; a later step may go to another.
    func isAtSplitHost(_ hop: Hop) -> Bool {
        steps == nil
            || hop.parts.host.lowercased()
                == (try? job.target.parts.get())?.host.lowercased()
    }

    /// The address that it is about; nil if any will do.
    var address: String? { member.map { $0.group.addresses[$0.place] } }
}
