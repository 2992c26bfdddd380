// SPDX-License-Identifier: MIT

import PmonCore

/// The first field of a known_hosts line: patterns for host names, or one hashed name.
///
/// sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". https://man.openbsd.org/sshd.8
enum HostPatternList: Equatable {
    /// Patterns with `*`, `?`; one behind `!` excludes what it matches.
    case patterns([String])
    /// The keyed hash of a name: `|1|salt|hash`.
    case hashed(salt: [UInt8], hash: [UInt8])

    /// Reads the field; nil if it is malformed.
    init?(_ text: Substring) {
        guard text.hasPrefix("|") else {
            self = .patterns(text.split(separator: ",").map { $0.lowercased() })
            return
        }
        let parts = text.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "1", let salt = Base64.decode(parts[1].utf8),
            let hash = Base64.decode(parts[2].utf8), salt.count == 20, hash.count == 20
        else { return nil }
        self = .hashed(salt: salt, hash: hash)
    }

    /// True if the field stands for the name, which is in lower case: `host` or `[host]:port`.
    func matches(_ name: String) -> Bool {
        switch self {
        case .hashed(let salt, let hash):
            return SHA1.authenticationCode(of: Array(name.utf8), key: salt) == hash
        case .patterns(let patterns):
            var isMatched = false
            let name = Array(name.utf8)
            for pattern in patterns {
                let isNegated = pattern.hasPrefix("!")
                let body = Array(pattern.utf8.dropFirst(isNegated ? 1 : 0))
                guard Self.matches(name[...], pattern: body[...]) else { continue }
                if isNegated { return false }
                isMatched = true
            }
            return isMatched
        }
    }

    /// Shell-like matching where `*` is any run of characters and `?` any single one.
    static func matches(_ name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>) -> Bool {
        var (name, pattern) = (name, pattern)
        /// Where to go on if the last `*` has to take one byte more.
        var retry: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
        while true {
            if let wanted = pattern.first {
                if wanted == UInt8(ascii: "*") {
                    pattern = pattern.dropFirst()
                    retry = (name, pattern)
                    continue
                }
                if let found = name.first, wanted == UInt8(ascii: "?") || wanted == found {
                    name = name.dropFirst()
                    pattern = pattern.dropFirst()
                    continue
                }
            } else if name.isEmpty {
                return true
            }
            guard let last = retry, !last.name.isEmpty else { return false }
            retry = (last.name.dropFirst(), last.pattern)
            (name, pattern) = (last.name.dropFirst(), last.pattern)
        }
    }
}
