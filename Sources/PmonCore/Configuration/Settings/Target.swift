// SPDX-License-Identifier: MIT

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

    /// True for `ssh://host`, which pmon-ssh checks alone.
    package var isSSH: Bool { URLText.scheme(address) == "ssh" }
}
