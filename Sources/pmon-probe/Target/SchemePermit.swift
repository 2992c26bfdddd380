// SPDX-License-Identifier: MIT

import PmonText

/// Which schemes beside http and https an input may name: whoever writes addresses reaches whatever they reach from here.
enum SchemePermit: Sendable, Equatable {
    /// All: the user's own configuration.
    case all
    /// Those of `--allow`: arguments and stdin.
    case only(Set<AddressScheme>)

    /// True if an address of that scheme may be checked.
    func permits(_ scheme: AddressScheme) -> Bool {
        if scheme.isWeb { return true }
        return switch self {
        case .all: true
        case .only(let schemes): schemes.contains(scheme)
        }
    }

    /// The permit of the lists of `--allow`; nil if one names what is no scheme of pmon-probe's.
    init?(allowing lists: [String]) {
        var schemes: Set<AddressScheme> = []
        for name in Self.names(lists) {
            guard let scheme = AddressScheme(rawValue: name) else { return nil }
            schemes.insert(scheme)
        }
        self = .only(schemes)
    }

    /// What is wrong with the lists of `--allow`; nil if nothing is.
    static func problem(_ lists: [String]) -> String? {
        guard let wrong = names(lists).first(where: { AddressScheme(rawValue: $0) == nil }) else {
            return nil
        }
        return "--allow: expected \(AddressScheme.others), found '\(wrong.excerpt)'"
    }

    private static func names(_ lists: [String]) -> [String] {
        lists.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .map { String($0).trimmed.lowercased() }
    }
}
