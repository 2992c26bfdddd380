// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// The globs of `--only`; none let everything through.
struct TargetFilter: Sendable {
    /// Shell globs.
    let globs: [String]

    /// True if a glob matches the key, the name, the group or the address.
    ///
    /// https://man7.org/linux/man-pages/man3/fnmatch.3.html
    func accepts(
        key: String?,
        url: @autoclosure () -> String,
        checks: CheckSettings
    ) -> Bool {
        guard !globs.isEmpty else { return true }
        let texts = [key, checks.name, checks.group, url()].compactMap { $0 }
        return globs.contains { glob in
            texts.contains { fnmatch(glob, $0, 0) == 0 }
        }
    }
}
