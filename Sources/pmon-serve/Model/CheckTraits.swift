// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonText

/// What patterns of maintenance windows and silences can select a check by, as of one configuration.
struct CheckTraits {
    private let configuration: Configuration
    private let targets: TargetLookup
    /// What the windows of a check follow from.
    private let signature: [String]

    /// The traits of checks by a configuration.
    init(_ configuration: Configuration) {
        self.configuration = configuration
        let isNeeded = !configuration.maintenance.isEmpty || configuration.pmon.silenceFile != nil
        targets = TargetLookup(isNeeded ? configuration : Configuration())
        signature =
            configuration.maintenance.isEmpty
            ? []
            : configuration.targets.flatMap {
                [$0.key, $0.redacted, $0.checks.name ?? "", $0.checks.group ?? ""]
            }
    }

    /// The traits of the check of an address and a target.
    func traits(url: String, target: String?) -> TargetTraits {
        targets.traits(key: target, url: url)
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
