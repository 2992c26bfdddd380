// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// What patterns of maintenance windows and silences can select a check by, as of one configuration.
struct CheckTraits {
    private let configuration: Configuration
    /// The targets of each address, its password masked.
    private let targets: [String: [Target]]
    /// What the windows of a check follow from.
    private let signature: [String]

    /// The traits of checks by a configuration.
    init(_ configuration: Configuration) {
        self.configuration = configuration
        let isNeeded = !configuration.maintenance.isEmpty || configuration.pmon.silenceFile != nil
        targets = isNeeded ? Dictionary(grouping: configuration.targets, by: \.redacted) : [:]
        signature =
            configuration.maintenance.isEmpty
            ? []
            : configuration.targets.flatMap {
                [$0.key, $0.redacted, $0.checks.name ?? "", $0.checks.group ?? ""]
            }
    }

    /// The traits of the check of an address and a target; without a target, or with one that is no longer configured,
    /// it is the check of the only target of the address.
    func traits(url: String, target: String?) -> TargetTraits {
        if let target, configuration.target(target) == nil, let only = only(url) {
            return TargetTraits(only)
        }
        if target == nil, let only = only(url) { return TargetTraits(only) }
        return configuration.traits(key: target, url: url)
    }

    private func only(_ url: String) -> Target? {
        guard let targets = targets[url], targets.count == 1 else { return nil }
        return targets.first
    }

    /// The windows that cover a check.
    func windows(url: String, target: String?) -> [MaintenanceWindow] {
        configuration.maintenance.isEmpty
            ? [] : configuration.maintenance.covering(traits(url: url, target: target))
    }

    /// The windows that cover the check of a history.
    func windows(_ entry: History.Entry) -> [MaintenanceWindow] {
        guard !configuration.maintenance.isEmpty else { return [] }
        return windows(
            url: URLText.redacted(entry.url),
            target: entry.name.target.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    /// Whether both give each check the same windows.
    func hasSameWindows(as other: CheckTraits) -> Bool {
        configuration.maintenance == other.configuration.maintenance
            && signature == other.signature
    }
}
