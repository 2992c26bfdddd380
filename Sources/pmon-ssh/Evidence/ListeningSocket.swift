// SPDX-License-Identifier: MIT

/// A TCP socket that waits for connections and names its owner, as a line of `ss`, `netstat`, `lsof` or `sockstat` shows it.
struct ListeningSocket: Equatable, Sendable {
    /// Where it listens: `0.0.0.0:80`, `[::1]:80`, `*.80`.
    let place: String
    /// Its port; nil for one that is shown by its name.
    var port: Int? {
        place.lastIndex { $0 == ":" || $0 == "." }.flatMap { Int(place[place.index(after: $0)...]) }
    }
    /// Name and number of the process that holds it.
    let owner: String

    /// Reads a line; nil for any other, and for a socket whose owner is not shown.
    init?(_ line: [UInt8]) {
        let words = String(decoding: line.prefix(1000), as: UTF8.self).split {
            $0 == " " || $0 == "\t"
        }
        guard words.count >= 6 else { return nil }
        guard
            let found = Self.ss(words) ?? Self.netstat(words) ?? Self.lsof(words)
                ?? Self.sockstat(words)
        else { return nil }
        place = CleanText.line(found.place.utf8, limit: 100)
        owner = "'\(CleanText.line(found.name.utf8, limit: 60))' (\(found.number))"
    }

    private typealias Found = (place: Substring, name: Substring, number: Int)

    /// `LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=612,fd=6))`, perhaps after `tcp`.
    private static func ss(_ words: [Substring]) -> Found? {
        guard let state = words.prefix(2).firstIndex(of: "LISTEN"), words.count > state + 4,
            Int(words[state + 1]) != nil, Int(words[state + 2]) != nil,
            let users = words.firstIndex(where: { $0.hasPrefix("users:((\"") })
        else { return nil }
        // A name may hold blanks.
        let text = words[users...].joined(separator: " ").dropFirst(9)
        guard let end = text.firstRange(of: "\",pid="),
            let number = Int(text[end.upperBound...].prefix { $0.isNumber })
        else { return nil }
        return (words[state + 3], Substring(text[..<end.lowerBound]), number)
    }

    /// `tcp 0 0 0.0.0.0:80 0.0.0.0:* LISTEN 612/nginx: master`.
    private static func netstat(_ words: [Substring]) -> Found? {
        guard words.count > 6, words[0].hasPrefix("tcp"), words[5] == "LISTEN" else { return nil }
        // Further columns may stand before that of the program: user and inode.
        for word in words[6...].prefix(3) {
            let parts = word.split(separator: "/", maxSplits: 1)
            if parts.count == 2, let number = Int(parts[0]) {
                return (words[3], parts[1].last == ":" ? parts[1].dropLast() : parts[1], number)
            }
        }
        return nil
    }

    /// `nginx 612 root 6u IPv4 12345 0t0 TCP *:80 (LISTEN)`.
    private static func lsof(_ words: [Substring]) -> Found? {
        guard words.last == "(LISTEN)", words.count > 7, words[words.count - 3] == "TCP",
            let number = Int(words[1])
        else { return nil }
        return (words[words.count - 2], words[0], number)
    }

    /// `www nginx 612 6 tcp4 *:80 *:*`.
    private static func sockstat(_ words: [Substring]) -> Found? {
        guard words.count >= 7, words[4].hasPrefix("tcp"), words[6] == "*:*",
            let number = Int(words[2])
        else { return nil }
        return (words[5], words[1], number)
    }
}
