// SPDX-License-Identifier: MIT

/// Finds the target that a record is about: that of its key, else the only one of its address.
///
/// Records of older files have no key, and a target may have been renamed since.
package struct TargetLookup: Sendable {
    private let configuration: Configuration
    /// The targets of an address, its password masked.
    private let addresses: [String: [Target]]

    /// The targets of a configuration.
    package init(_ configuration: Configuration) {
        self.configuration = configuration
        addresses = Dictionary(grouping: configuration.targets, by: \.redacted)
    }

    /// The target of a record with that key, if it has one, and address; nil if there is none, or more than one.
    func target(key: String?, url: String) -> Target? {
        if let target = key.flatMap(configuration.target) { return target }
        guard let targets = addresses[url], targets.count == 1 else { return nil }
        return targets[0]
    }

    /// What patterns can find the check of such a record by.
    package func traits(key: String?, url: String) -> TargetTraits {
        target(key: key, url: url).map(TargetTraits.init)
            ?? TargetTraits(key: key, url: url, checks: nil)
    }

    /// True if patterns select the check of such a record, by what it says itself or by a target that it may be about:
    /// that of its key, else any of its address.
    package func isSelected(key: String?, url: String, by patterns: TargetPatterns) -> Bool {
        if patterns.matches(TargetTraits(key: key, url: url, checks: nil)) { return true }
        let targets = key.flatMap(configuration.target).map { [$0] } ?? addresses[url] ?? []
        return targets.contains { patterns.matches(TargetTraits($0)) }
    }
}
