// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// The rules of all checks of a configuration.
struct CheckRules: Equatable, Sendable {
    /// The rule of a check without settings of its own.
    let standard: CheckRule
    /// Rules that differ, by the key of the target.
    private let targets: [[UInt8]: CheckRule]
    /// Those of addresses that have one target, for records without a target.
    private let addresses: [URLKey: CheckRule]
    /// True if a check needs others.
    let haveNeeds: Bool
    /// True if more than the newest results decides.
    let haveMemory: Bool

    /// One rule for all.
    init(_ standard: CheckRule = CheckRule()) {
        self.init(standard, targets: [])
    }

    /// The rules of a configuration.
    init(_ configuration: Configuration) {
        let standard = CheckRule(
            after: configuration.pmon.after ?? configuration.email?.after ?? AlarmThreshold(1),
            recover: configuration.pmon.recover,
            every: configuration.pmon.every
        )
        self.init(standard, targets: configuration.targets)
    }

    private init(_ standard: CheckRule, targets: [Target]) {
        self.standard = standard
        var rules: [[UInt8]: CheckRule] = [:]
        var addresses: [URLKey: [CheckRule]] = [:]
        for target in targets {
            let rule = CheckRule(
                after: target.checks.after ?? standard.after,
                recover: target.checks.recover ?? standard.recover,
                needs: target.checks.needs,
                every: target.checks.every ?? standard.every
            )
            if rule != standard { rules[Array(target.key.utf8)] = rule }
            addresses[URLKey(target.redacted), default: []].append(rule)
        }
        self.targets = rules
        self.addresses =
            rules.isEmpty ? [:] : addresses.compactMapValues { $0.count == 1 ? $0[0] : nil }
        haveNeeds = rules.values.contains { !$0.needs.isEmpty }
        haveMemory = ([standard] + rules.values).contains { rule in
            rule.after != AlarmThreshold(1) || rule.recover > 1 || !rule.needs.isEmpty
        }
    }

    /// The rule of a check.
    subscript(check: CheckIdentity) -> CheckRule {
        guard !targets.isEmpty else { return standard }
        if let target = check.name.target { return targets[target] ?? standard }
        return addresses[check.url] ?? standard
    }
}
