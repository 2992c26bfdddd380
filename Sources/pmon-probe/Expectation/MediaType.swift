// SPDX-License-Identifier: MIT

import PmonText

/// What a `Content-Type` says of a text.
enum MediaType {
    /// The charset that it names; nil if it names none.
    ///
    /// A parameter may be quoted and then hold anything, `charset=` too (RFC 9110 section 5.6.6).
    static func charset(of value: String) -> String? {
        var rest = Array(value.utf8)[...]
        skip(to: UInt8(ascii: ";"), in: &rest)
        while !rest.isEmpty {
            rest = rest.dropFirst()
            let bytes = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
            let name = String(decoding: bytes, as: UTF8.self)
            rest = rest[bytes.endIndex...]
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst()
            let text = parameter(&rest)
            if name.trimmed.lowercased() == "charset" { return text }
        }
        return nil
    }

    /// The type itself in lower case: `text/html` of `Text/HTML; charset=utf-8`.
    static func essence(of value: String) -> String {
        String(value.prefix { $0 != ";" }).trimmed.lowercased()
    }

    /// True for a page, whose characters may stand as references.
    static func isHTML(_ value: String?) -> Bool {
        value.map { ["text/html", "application/xhtml+xml"].contains(essence(of: $0)) } ?? false
    }

    /// Takes a value, quoted or not, and what follows it up to the next parameter.
    private static func parameter(_ rest: inout ArraySlice<UInt8>) -> String {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        var text: [UInt8] = []
        if rest.first == UInt8(ascii: "\"") {
            rest = rest.dropFirst()
            while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
                    text.append(next)
                } else {
                    text.append(byte)
                }
            }
            skip(to: UInt8(ascii: ";"), in: &rest)
        } else {
            text = Array(rest.prefix { $0 != UInt8(ascii: ";") })
            rest = rest.dropFirst(text.count)
        }
        // Single quotes are no quotes, but some servers write them.
        return String(decoding: text, as: UTF8.self).filter { $0 != "'" }.trimmed
    }

    private static func skip(to byte: UInt8, in rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 != byte }
    }
}
