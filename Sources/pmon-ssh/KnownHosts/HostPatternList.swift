// SPDX-License-Identifier: MIT

import PmonText

/// The first field of a known_hosts line: patterns for host names, or one hashed name.
///
/// sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". https://man.openbsd.org/sshd.8
enum HostPatternList: Equatable {
    /// Patterns with `*` and `?`, separated by commas and in lower case; one after `!` excludes what it matches.
    case patterns([UInt8])
    /// The keyed hash of a name: `|1|salt|hash`.
    case hashed(salt: ArraySlice<UInt8>, hash: ArraySlice<UInt8>)

    private static let bar = UInt8(ascii: "|")

    /// Reads the field; nil if it is malformed.
    init?(_ field: ArraySlice<UInt8>) {
        guard field.first == Self.bar else {
            self = .patterns(field.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
            return
        }
        let parts = field.dropFirst().split(separator: Self.bar, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual([UInt8(ascii: "1")]),
            let salt = Base64.decode(parts[1]), let hash = Base64.decode(parts[2]),
            salt.count == NameHash.size, hash.count == NameHash.size
        else { return nil }
        self = .hashed(salt: salt[...], hash: hash[...])
    }

    /// Appends salt and hash of a field that is a hashed name as `ssh` writes it, and returns whether it is one.
    ///
    /// It is always 60 bytes long: `|1|`, 28 bytes of base64, `|` and 28 more. A file may have many thousand of them.
    static func appendHash(_ field: ArraySlice<UInt8>, to hashes: inout [UInt8]) -> Bool {
        let start = field.startIndex
        guard field.count == 60, field[start] == bar, field[start + 1] == UInt8(ascii: "1"),
            field[start + 2] == bar, field[start + 31] == bar
        else { return false }
        let count = hashes.count
        if Base64.append(field[(start + 3)..<(start + 31)], to: &hashes),
            hashes.count == count + NameHash.size,
            Base64.append(field[(start + 32)...], to: &hashes),
            hashes.count == count + 2 * NameHash.size
        {
            return true
        }
        hashes.removeSubrange(count...)
        return false
    }

    /// True if the field stands for the name, which is in lower case: `host` or `[host]:port`.
    func matches(_ name: [UInt8]) -> Bool {
        switch self {
        case .hashed(let salt, let hash):
            return NameHash(salt: salt)?.matches(name, hash: hash) ?? false
        case .patterns(let patterns):
            var isMatched = false
            for pattern in patterns.split(separator: UInt8(ascii: ",")) {
                let isNegated = pattern.first == UInt8(ascii: "!")
                let body = isNegated ? pattern.dropFirst() : pattern
                guard Self.matches(name[...], pattern: body) else { continue }
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
