// SPDX-License-Identifier: MIT

/// What can be told of an address by its text alone; its meaning is libcurl's to tell.
package enum URLText {
    /// The address with the password in its authority replaced by `***`: `https://user:***@host/`.
    ///
    /// The authority (RFC 3986 section 3.2) ends at the first `/`, `?` or `#`; its user information at the last `@`.
    /// An address without a scheme is read as if it began with the authority, as libcurl does.
    package static func redacted(_ url: String) -> String {
        let bytes = Array(url.utf8)
        let start = authorityStart(bytes)
        let end = bytes[start...].firstIndex { isAuthorityEnd($0) } ?? bytes.endIndex
        guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")),
            let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at
        else { return url }
        return String(decoding: bytes[...colon], as: UTF8.self) + Secret.mask
            + String(decoding: bytes[at...], as: UTF8.self)
    }

    /// The scheme in lower case, `http` of `HTTP://host/`; nil if there is none.
    package static func scheme(_ url: String) -> String? {
        let bytes = Array(url.utf8)
        let start = authorityStart(bytes)
        guard start > 0, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    }

    /// The index behind `://` where a scheme stands in front of it, else 0.
    private static func authorityStart(_ bytes: [UInt8]) -> Int {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            bytes[..<colon].allSatisfy(isSchemeByte)
        else { return 0 }
        let rest = bytes[(colon + 1)...]
        return rest.starts(with: "//".utf8) ? colon + 3 : 0
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
