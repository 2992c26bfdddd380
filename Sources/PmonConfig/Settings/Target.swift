// SPDX-License-Identifier: MIT

package import PmonText

/// One address of `[urls]` with its settings.
package struct Target: Equatable, Sendable {
    /// Bytes of an address at most: a record quotes it more than once, and no line may be longer than 1 MiB.
    package static let longestAddress = 64 * 1024

    /// The key in `[urls]`, in lower case: `url.1`.
    package let key: String
    /// The address as configured; it may hold a password.
    @Masked package private(set) var address: String
    /// Its settings in `[checks]`.
    package var checks: CheckSettings
    /// The faults of its address and its settings, each `file:line: key: text`.
    package var faults: [String] = []
    /// Where its settings stand in the file.
    package var places: [SettingPlace] = []
    /// The line of its address in the file; nil if it stands in none, or if `faults` has it already.
    package var line: Int?

    /// A target of that key and address.
    package init(key: String, address: String, checks: CheckSettings = CheckSettings()) {
        self.key = key
        self.address = address
        self.checks = checks
    }

    /// The address with its password masked: the record's `url`.
    package var redacted: String { URLText.redacted(address) }

    /// What people call it: its name, else what its key says; nil where that is a number.
    var title: String? { checks.name ?? Self.title(key: key) }

    /// What a key says without `url.`; nil for a number, which is no name.
    static func title(key: String) -> String? {
        guard let word = key.removingPrefix("url."), !word.utf8.allSatisfy({ $0 &- 0x30 < 10 })
        else { return nil }
        return word
    }

    /// What page, mail and table call a check: what its target is called, else its address.
    ///
    /// `key` is what its records say, `target` what the configuration says; either may be missing. Where checks share
    /// an address (`isShared`), the key tells them apart even if it is a number.
    package static func title(
        of target: Target?,
        key: String?,
        url: String,
        isShared: Bool
    ) -> String {
        let key = target?.key ?? key
        return target?.checks.name ?? key.flatMap(title(key:)) ?? (isShared ? key : nil) ?? url
    }

    /// True for `ssh://host`, which pmon-ssh checks alone.
    package var isSSH: Bool { URLText.scheme(address) == "ssh" }
}
