// SPDX-License-Identifier: MIT

/// The parts of an address that its text alone shows; libcurl decides about its meaning.
package enum URLText {
    /// The address with the password in its authority replaced by `***`: `https://user:***@host/`.
    ///
    /// The authority (RFC 3986 section 3.2) ends at the first `/`, `?` or `#`; its user information at the last `@`.
    /// An address without a scheme is read as if it began with the authority, as libcurl does. Malformed
    /// addresses are masked on suspicion, because they are shown in messages too: any number of slashes after the
    /// scheme, and a password that holds `/`, `?` or `#` and so is cut by the end of the authority.
    package static func redacted(_ url: String) -> String {
        // Each check takes this path, and few addresses have a login.
        guard url.hasByte(UInt8(ascii: "@")) else { return url }
        let bytes = Array(url.utf8)
        guard let password = passwordRange(bytes) else { return url }
        return String(decoding: bytes[..<password.lowerBound], as: UTF8.self) + Secret.mask
            + String(decoding: bytes[password.upperBound...], as: UTF8.self)
    }

    /// A text in which each address is redacted; for words of other programs, such as a usage error.
    package static func redacted(inText text: String) -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.isSpace || "'\"<>()`".unicodeScalars.contains(scalar) {
                result += redacted(String(word))
                result.unicodeScalars.append(scalar)
                word = String.UnicodeScalarView()
            } else {
                word.append(scalar)
            }
        }
        return result + redacted(String(word))
    }

    /// The scheme in lower case, `http` of `HTTP://host/`; nil if there is none.
    package static func scheme(_ url: String) -> String? {
        let bytes = Array(url.utf8)
        guard let colon = schemeEnd(bytes), bytes[colon...].starts(with: "://".utf8) else {
            return nil
        }
        return String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    }

    /// The host of an address as it is spelled there, without login and port; one of IPv6 keeps its brackets.
    package static func host(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let authority = authority(bytes)
        let host =
            authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        return portColon(host).map { host[..<$0] } ?? host
    }

    private static func authority(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let start = authorityStart(bytes)
        return bytes[start..<(bytes[start...].firstIndex(where: isAuthorityEnd) ?? bytes.endIndex)]
    }

    /// Where the password stands, if there is one that is not empty.
    private static func passwordRange(_ bytes: [UInt8]) -> Range<Int>? {
        let authority = authority(bytes)
        let end = authority.endIndex
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            guard let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at
            else { return nil }
            return colon + 1..<at
        }
        // The text in the place of the port is the beginning of a password if it is not a number.
        guard let at = bytes[end...].lastIndex(of: UInt8(ascii: "@")),
            let colon = portColon(authority), !isPort(bytes[(colon + 1)..<end])
        else { return nil }
        return colon + 1..<at
    }

    /// The colon in front of the port; an IPv6 address in brackets has colons of its own.
    private static func portColon(_ authority: ArraySlice<UInt8>) -> Int? {
        guard authority.first == UInt8(ascii: "["),
            let bracket = authority.firstIndex(of: UInt8(ascii: "]"))
        else { return authority.firstIndex(of: UInt8(ascii: ":")) }
        return authority[bracket...].firstIndex(of: UInt8(ascii: ":"))
    }

    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The index where the authority begins: after the scheme and its slashes, or at 0.
    private static func authorityStart(_ bytes: [UInt8]) -> Int {
        guard let colon = schemeEnd(bytes) else { return 0 }
        let rest = bytes[(colon + 1)...]
        let slashes = rest.prefix { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.count
        // One slash after a known scheme is a typing error; elsewhere it may begin a password.
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).trimmed.lowercased()
        return slashes > 1 || slashes == 1 && isKnown(scheme) ? colon + 1 + slashes : 0
    }

    private static func isKnown(_ scheme: String) -> Bool {
        scheme == "ssh" || AddressScheme(rawValue: scheme) != nil
    }

    /// The index of the colon after a scheme, ignoring leading white space; nil if there is none.
    private static func schemeEnd(_ bytes: [UInt8]) -> Int? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = bytes[..<colon].drop { $0 <= 0x20 }
        return !scheme.isEmpty && scheme.allSatisfy(isSchemeByte) ? colon : nil
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isAuthorityEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }
}
