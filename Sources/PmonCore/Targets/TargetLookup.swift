// SPDX-License-Identifier: MIT

/// Finds the target that a record is about: that of its key, else the only one of its address.
///
/// Records of older files have no key, and a target may have been renamed since.
package struct TargetLookup: Sendable {
    private let configuration: Configuration
    /// The only target of an address, its password masked.
    private let only: [String: Target]

    /// The targets of a configuration.
    package init(_ configuration: Configuration) {
        self.configuration = configuration
        only = Dictionary(grouping: configuration.targets, by: \.redacted)
            .compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// The target of a record with that key, if it has one, and address; nil if there is none, or more than one.
    package func target(key: String?, url: String) -> Target? {
        key.flatMap(configuration.target) ?? only[url]
    }

    /// What patterns can find the check of such a record by.
    package func traits(key: String?, url: String) -> TargetTraits {
        target(key: key, url: url).map(TargetTraits.init)
            ?? TargetTraits(key: key, url: url, checks: nil)
    }
}
