// SPDX-License-Identifier: MIT

/// The version of the toolkit; all five tools share it.
package enum Version {
    /// As `--version` prints it.
    ///
    /// The older Python program was 1.
    package static let current = "2.0.0"
}
