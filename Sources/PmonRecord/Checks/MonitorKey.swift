// SPDX-License-Identifier: MIT

import PmonText

/// The key of a monitor in paths: a digest of its URL, and of its target and place where it shares the address.
///
/// The URL itself never stands in a path, where it would meet encodings, logs and traversal.
package enum MonitorKey {
    /// 16 hexadecimal digits, the same for the same URL on every machine.
    package static func of(_ url: String) -> String { of(Array(url.utf8)) }

    /// The key of a check that shares its address with others.
    package static func of(_ url: String, _ name: CheckName) -> String {
        // Neither a separator nor a missing part can stand within a text.
        of(Array(url.utf8) + [0xFF] + (name.target ?? [0xFE]) + [0xFF] + (name.place ?? [0xFE]))
    }

    private static func of(_ bytes: [UInt8]) -> String {
        // FNV-1a alone spreads the last bytes badly over the high digits; this finishes the mix.
        var hash = Digest.value(bytes)
        hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return Digest.hex(hash ^ (hash >> 32))
    }
}
