// SPDX-License-Identifier: MIT

/// The key of a monitor in paths: a digest of its URL.
///
/// The URL itself never stands in a path, where it would meet encodings, logs and traversal.
enum MonitorKey {
    /// 16 hexadecimal digits, the same for the same URL on every machine.
    static func of(_ url: String) -> String {
        // FNV-1a alone spreads the last bytes badly over the high digits; this finishes the mix.
        var hash = Digest.value(url.utf8)
        hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return Digest.hex(hash ^ (hash >> 32))
    }
}
