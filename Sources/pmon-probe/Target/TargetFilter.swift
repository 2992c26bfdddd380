// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// The globs of `--only`; none let everything through.
struct TargetFilter: Sendable {
    /// Shell globs.
    let globs: [String]

    /// True if a glob matches the key, whose case does not matter, the name, the group or the address.
    ///
    /// https://man7.org/linux/man-pages/man3/fnmatch.3.html
    func accepts(
        key: String?,
        url: @autoclosure () -> String,
        checks: CheckSettings
    ) -> Bool {
        guard !globs.isEmpty else { return true }
        let texts = [checks.name, checks.group, url()].compactMap { $0 }
        return globs.contains { glob in
            key.map { fnmatch(glob.lowercased(), $0.lowercased(), 0) == 0 } ?? false
                || texts.contains { fnmatch(glob, $0, 0) == 0 }
        }
    }
}
