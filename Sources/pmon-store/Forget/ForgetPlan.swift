// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord

/// The checks of a history, and which of them patterns select.
struct ForgetPlan {
    /// A target at an address, in all its places.
    struct Check {
        /// The address.
        let url: URLKey
        /// Its key in `[urls]`; nil for records that name none.
        let target: String?
        /// Whether a pattern selects it.
        var isSelected = false
        /// Whether `[urls]` has it.
        var isConfigured = false
        /// Number of its records.
        var count = 0
        /// The earliest instant of its records.
        var first: Timestamp?
        /// The latest instant of its records.
        var last: Timestamp?
    }

    /// Compared by bytes: two spellings of an accented letter are two targets.
    private struct Identity: Hashable {
        let url: URLKey
        let target: [UInt8]?
    }

    private var checks: [Identity: Check] = [:]

    /// Reads all records of a history, and the latest file if there is one.
    init(_ history: HistorySnapshot, latest: LatestFile?) {
        history.forEachRecord { url, record in
            let fields = RecordFields(record)
            note(url, fields.name.target) { check in
                check.count += 1
                guard let at = fields.at else { return }
                check.first = min(check.first ?? at, at)
                check.last = max(check.last ?? at, at)
            }
        }
        defer { withExtendedLifetime(latest) {} }
        for entry in latest?.entries ?? [] {
            for check in LatestEntry(entry.bytes).checks {
                note(entry.url, check.name.target) { _ in }
            }
        }
    }

    private mutating func note(_ url: URLKey, _ target: [UInt8]?, _ change: (inout Check) -> Void) {
        let identity = Identity(url: url, target: target)
        let key = target.map { String(decoding: $0, as: UTF8.self) }
        change(&checks[identity, default: Check(url: url, target: key)])
    }

    /// Selects the checks that a pattern selects.
    ///
    /// Records without a target, those of the older pmon, are those of their address: they are selected with it, or with all its targets.
    mutating func select(_ patterns: TargetPatterns, _ configuration: Configuration) {
        let lookup = TargetLookup(configuration)
        let addresses = Dictionary(
            configuration.targets.map { ($0.key, URLKey($0.redacted)) },
            uniquingKeysWith: { first, _ in first }
        )
        for (identity, check) in checks {
            // Records of older versions have the password, which the configuration masks.
            let address = check.url.masked
            let url = address.text
            let isKnown =
                check.target.map { addresses[$0] == address }
                ?? addresses.values.contains(address)
            checks[identity]?.isConfigured = isKnown
            // A key that moved to another address is not the one of these records any more.
            let traits =
                isKnown
                ? lookup.traits(key: check.target, url: url)
                : TargetTraits(key: check.target, url: url, checks: nil)
            checks[identity]?.isSelected = patterns.matches(traits)
        }
        let addressed = Dictionary(grouping: checks.values) { $0.url }
        for (url, known) in addressed {
            let named = known.filter { $0.target != nil }
            guard !named.isEmpty, named.allSatisfy(\.isSelected) else { continue }
            checks[Identity(url: url, target: nil)]?.isSelected = true
        }
    }

    /// The selected checks by address and target.
    var selected: [Check] {
        checks.values.filter(\.isSelected).sorted { left, right in
            left.url == right.url
                ? left.target ?? "" < right.target ?? "" : left.url < right.url
        }
    }

    /// The addresses that lose something.
    var addresses: Set<URLKey> { Set(selected.map(\.url)) }

    /// Whether the records of a target at an address are selected.
    func selects(_ url: URLKey, _ target: [UInt8]?) -> Bool {
        checks[Identity(url: url, target: target)]?.isSelected ?? false
    }
}
