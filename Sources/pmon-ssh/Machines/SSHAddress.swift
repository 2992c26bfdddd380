// SPDX-License-Identifier: MIT

/// What the text of an address says of its machine: `ssh://user:password@host:port/`, or the host of a web address.
///
/// RFC 3986 section 3.2.
struct SSHAddress: Equatable {
    let scheme: String?
    let user: String?
    let password: String?
    /// Without the brackets of an IPv6 address; not empty.
    let host: String
    let port: Int?

    /// Reads an address; nil if it names no host, its port is none, or its login holds a NUL.
    init?(_ text: String) {
        var rest = text[...]
        if let end = text.range(of: "://") {
            scheme = text[..<end.lowerBound].lowercased()
            rest = text[end.upperBound...]
        } else {
            scheme = nil
        }
        var authority = rest.prefix { !"/?#".contains($0) }
        var user: String?
        var password: String?
        if let at = authority.lastIndex(of: "@") {
            let parts = authority[..<at].split(
                separator: ":",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            user = Self.unescaped(parts[0])
            password = parts.count > 1 ? Self.unescaped(parts[1]) : nil
            authority = authority[authority.index(after: at)...]
        }
        // The system's ssh would take what comes before a NUL for all of it.
        guard ![user, password].contains(where: { $0?.utf8.contains(0) ?? false }) else {
            return nil
        }
        self.user = user.flatMap { $0.isEmpty ? nil : $0 }
        self.password = password.flatMap { $0.isEmpty ? nil : $0 }
        guard let place = Self.place(authority) else { return nil }
        host = place.host
        port = place.port
    }

    private static func place(_ authority: Substring) -> (host: String, port: Int?)? {
        var host = authority
        var portText: Substring?
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<bracket]
            let behind = authority[authority.index(after: bracket)...]
            guard behind.isEmpty || behind.hasPrefix(":") else { return nil }
            portText = behind.isEmpty ? nil : behind.dropFirst()
        } else if let colon = authority.lastIndex(of: ":") {
            host = authority[..<colon]
            portText = authority[authority.index(after: colon)...]
        }
        // A zone is written %25 in an address: fe80::1%25eth0.
        let name = unescaped(host)
        guard !name.isEmpty, !name.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            return nil
        }
        guard let portText, !portText.isEmpty else { return (name, nil) }
        guard let port = Int(portText), (1...65_535).contains(port), portText.first != "+" else {
            return nil
        }
        return (name, port)
    }

    /// The text with `%41` as `A`; a `%` that starts no such triple stays.
    private static func unescaped(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = Character(UnicodeScalar(bytes[index + 1])).hexDigitValue,
                let low = Character(UnicodeScalar(bytes[index + 2])).hexDigitValue
            {
                result.append(UInt8(high << 4 | low))
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension String {
    /// Where the first occurrence of a text stands; the standard library alone has no such search.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            let rest = self[start...]
            if rest.hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
